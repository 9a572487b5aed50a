package dev.signet.cli.vault;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.command.VaultAddress;
import dev.signet.cli.progress.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "drop",
        description = {
            "Drop an older index key for good: nobody can try any more which ids the locators of its time stand for.",
            "One that is in use is kept, unless --anyway: what it has placed opens as before, and new versions under"
                    + " those ids begin at 1 again."
        },
        footer = {"", "Examples:", "  signet vault drop 1", "  signet vault drop 1 --anyway"})
public final class VaultDropCommand extends Command {
    @Parameters(paramLabel = "VERSION", description = "as 'vault index' lists it")
    private int version;

    @Option(names = "--anyway", description = "although it is in use")
    private boolean isAnyway;

    @Mixin
    private final VaultAddress address = new VaultAddress();

    public VaultDropCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        try (var vault = address.first(servers)) {
            vault.delete("%s/%d?anyway=%s".formatted(VaultIndexCommand.PATH, version, isAnyway));
            terminal().err().printf("index key %d is gone%n", version);
        }
        return ExitCode.OK;
    }
}
