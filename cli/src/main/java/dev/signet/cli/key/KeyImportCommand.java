package dev.signet.cli.key;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.command.KeyringName;
import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.Json;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@CommandLine.Command(
        name = "import",
        description = {
            "Bring your own keys: PKCS#8 PEM, encrypted or not; Ed25519, P-256, RSA from 3072 bits.",
            "Writes the ids of those that went in; the others are named with the reason, and the exit code is 1."
        },
        footer = {
            "",
            "Examples:",
            "  signet key import first.pem second.pem",
            "  signet key import encrypted.pem --password-file password",
            "  signet key import invoices.pem --keyring invoices"
        })
public final class KeyImportCommand extends Command {
    private static final int AT_ONCE = 100;

    @Mixin
    private final KeyringName keyring = new KeyringName();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "its first line is the password of the encrypted ones; without it, it is asked for")
    private @Nullable Path passwordFile;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "private keys")
    private List<Path> files = List.of();

    public KeyImportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        var pems = files.stream().map(PemFile::read).toList();
        var password = pems.stream().anyMatch(PemFile::isEncrypted) ? Password.read(passwordFile) : null;
        var refused = 0;
        for (var from = 0; from < pems.size(); from += AT_ONCE) {
            var some = pems.subList(from, Math.min(pems.size(), from + AT_ONCE));
            refused += tell(servers.keys().post("api/v1/keys", request(some, password)));
        }
        terminal()
                .err()
                .printf(
                        "%s imported, %s refused%n",
                        Figures.count(pems.size() - refused, "key"), Figures.count(refused));
        return refused == 0 ? ExitCode.OK : ExitCode.ERROR;
    }

    private JsonNode request(List<PemFile> pems, @Nullable String password) {
        var request = Json.MAPPER.createObjectNode();
        keyring.given().ifPresent(name -> request.put("keyring", name));
        var files = request.putArray("import");
        for (var pem : pems) {
            var file = files.addObject().put("name", pem.name()).put("pem", pem.pem());
            if (password != null && pem.isEncrypted()) {
                file.put("password", password);
            }
        }
        return request;
    }

    private int tell(JsonNode result) {
        result.path("keys").forEach(id -> terminal().out().println(id.asString()));
        result.path("refused")
                .forEach(file -> terminal()
                        .err()
                        .printf(
                                "%s: %s%n",
                                file.path("name").asString(""),
                                file.path("reason").asString("")));
        return result.path("refused").size();
    }
}
