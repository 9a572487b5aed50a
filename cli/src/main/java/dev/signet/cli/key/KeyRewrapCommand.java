package dev.signet.cli.key;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.Json;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "rewrap",
        description = {
            "Seal all keys anew, under the key-encryption key that stands in front of its source now.",
            "Signing goes on; what was cut short is done by the same command again."
        },
        footer = {"", "Examples:", "  signet key rewrap", "  signet key rewrap --passphrase-file next"})
public final class KeyRewrapCommand extends Command {
    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "where the key-encryption key is made of a passphrase: has the next one")
    private @Nullable Path file;

    public KeyRewrapCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        var request = Json.MAPPER.createObjectNode();
        if (file != null) {
            request.put("passphrase", Password.read(file, "", "--passphrase-file"));
        }
        var result = servers.keys().post("api/v1/keyring/kek/rotate", request);
        var altered = result.path("altered");
        altered.forEach(key -> terminal().err().printf("key %s cannot be opened%n", key.asString("")));
        terminal()
                .err()
                .printf(
                        "%s sealed anew, under %s%n",
                        Figures.count(result.path("keys").asInt(), "key"),
                        result.path("kek").asString(""));
        return altered.isEmpty() ? ExitCode.OK : ExitCode.ERROR;
    }
}
