package dev.signet.cli.vault;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.progress.Terminal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "rm",
        description = "Remove the version that the key is of: from then on, no key opens it.",
        footer = {"", "Examples:", "  signet vault rm --id contract-42 --key contract.key"})
public final class VaultRmCommand extends Command {
    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "holds the key, as put writes it; without it, the key is asked for")
    private @Nullable Path keyFile;

    @Mixin
    private final Item item = new Item();

    public VaultRmCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) {
        try (var vault = item.vault(servers, false)) {
            vault.remove(item.id(), KeyFile.read(keyFile));
        }
        return ExitCode.OK;
    }
}
