package dev.signet.cli.key;

import dev.signet.cli.progress.Terminal;
import picocli.CommandLine;

@CommandLine.Command(
        name = "disable",
        description = "Take keys out of use. One that is leased is refused: its signatures may still be stored.",
        footer = {"", "Examples:", "  signet key disable dFJv4Sj0k0gaqOBJLKkFdKtHJ6lmMu_zyZ5yRUXz4Bs"})
public final class KeyDisableCommand extends KeyChange {
    public KeyDisableCommand(Terminal terminal) {
        super(terminal, "disable");
    }
}
