package dev.signet.cli.vault;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.progress.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "get",
        description = "Give id and key, get the payload. Nothing is written unless all of it is authentic.",
        footer = {
            "",
            "Examples:",
            "  signet vault get --id contract-42 --key contract.key > contract.pdf",
            "  signet vault get --id-file id --key key --out contract.pdf"
        })
public final class VaultGetCommand extends Command {
    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "holds the key, as put writes it; without it, the key is asked for")
    private @Nullable Path keyFile;

    @Option(names = "--out", paramLabel = "FILE", description = "write to this new file, not to the standard output")
    private @Nullable Path target;

    @Mixin
    private final Item item = new Item();

    public VaultGetCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        try (var vault = item.vault(servers, false)) {
            var payload = vault.retrieve(item.id(), KeyFile.read(keyFile));
            if (target == null) {
                terminal().out().writeBytes(payload);
                terminal().out().flush();
            } else {
                Files.write(target, payload, StandardOpenOption.CREATE_NEW);
            }
        }
        return ExitCode.OK;
    }
}
