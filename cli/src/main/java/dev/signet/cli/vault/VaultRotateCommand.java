package dev.signet.cli.vault;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.command.VaultAddress;
import dev.signet.cli.progress.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

@CommandLine.Command(
        name = "rotate",
        description = {
            "Make a new index key: what is stored from now on is placed by it.",
            "What is there opens as before, and is placed by it once something under its id is opened or stored."
        },
        footer = {"", "Examples:", "  signet vault rotate"})
public final class VaultRotateCommand extends Command {
    @Mixin
    private final VaultAddress address = new VaultAddress();

    public VaultRotateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        try (var vault = address.first(servers)) {
            var made = vault.create(VaultIndexCommand.PATH);
            terminal()
                    .err()
                    .printf(
                            "index key %d is the current one%n",
                            made.path("version").asInt());
        }
        return ExitCode.OK;
    }
}
