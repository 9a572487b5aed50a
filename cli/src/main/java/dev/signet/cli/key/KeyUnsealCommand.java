package dev.signet.cli.key;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.Json;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "unseal",
        description = {
            "Say the passphrase that the key-encryption key is made of.",
            "The first one that is ever said is the right one from then on."
        },
        footer = {"", "Examples:", "  signet key unseal", "  signet key unseal --passphrase-file passphrase"})
public final class KeyUnsealCommand extends Command {
    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "has nothing but the passphrase; without it, you are asked")
    private @Nullable Path file;

    public KeyUnsealCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        var passphrase = Password.read(file, "passphrase of the key-encryption key", "--passphrase-file");
        servers.keys()
                .tell(
                        "api/v1/keyring/kek/unseal",
                        Json.MAPPER.createObjectNode().put("passphrase", passphrase));
        terminal().err().println("key-service is unsealed");
        return ExitCode.OK;
    }
}
