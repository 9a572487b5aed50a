package dev.signet.cli.key;

import dev.signet.cli.progress.Terminal;
import picocli.CommandLine;

@CommandLine.Command(
        name = "enable",
        description = "Put keys back into use.",
        footer = {"", "Examples:", "  signet key enable dFJv4Sj0k0gaqOBJLKkFdKtHJ6lmMu_zyZ5yRUXz4Bs"})
public final class KeyEnableCommand extends KeyChange {
    public KeyEnableCommand(Terminal terminal) {
        super(terminal, "enable");
    }
}
