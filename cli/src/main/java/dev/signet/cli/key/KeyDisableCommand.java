package dev.signet.cli.key;

import dev.signet.cli.progress.Terminal;
import picocli.CommandLine;

@CommandLine.Command(
        name = "disable",
        description =
                "Take keys out of use, until they are enabled again. One that is leased leaves when its lease ends.",
        footer = {"", "Examples:", "  signet key disable dFJv4Sj0k0gaqOBJLKkFdKtHJ6lmMu_zyZ5yRUXz4Bs"})
public final class KeyDisableCommand extends KeyChange {
    public KeyDisableCommand(Terminal terminal) {
        super(terminal, "disable");
    }
}
