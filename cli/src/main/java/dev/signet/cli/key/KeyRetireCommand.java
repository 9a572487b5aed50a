package dev.signet.cli.key;

import dev.signet.cli.progress.Terminal;
import picocli.CommandLine;

@CommandLine.Command(
        name = "retire",
        description =
                "Take keys out of use for good. One that is leased leaves when its lease ends; what a key has signed is verified as ever.",
        footer = {"", "Examples:", "  signet key retire dFJv4Sj0k0gaqOBJLKkFdKtHJ6lmMu_zyZ5yRUXz4Bs"})
public final class KeyRetireCommand extends KeyChange {
    public KeyRetireCommand(Terminal terminal) {
        super(terminal, "retire");
    }
}
