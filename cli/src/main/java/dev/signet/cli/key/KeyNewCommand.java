package dev.signet.cli.key;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.command.KeyringName;
import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "new",
        description = "Have keys made by key-service, which they never leave. Writes their ids.",
        footer = {
            "",
            "Examples:",
            "  signet key new 10",
            "  signet key new 10 --keyring invoices",
            "  signet key new 2 --algorithm ES256"
        })
public final class KeyNewCommand extends Command {
    @Mixin
    private final KeyringName keyring = new KeyringName();

    @Option(names = "--algorithm", paramLabel = "NAME", description = "Ed25519 (default), ES256, PS256 or ML-DSA-65")
    private @Nullable String algorithm;

    @Parameters(paramLabel = "COUNT", description = "how many")
    private int count;

    public KeyNewCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        var request = Json.MAPPER.createObjectNode().put("count", count);
        if (algorithm != null) {
            request.put("algorithm", algorithm);
        }
        keyring.given().ifPresent(name -> request.put("keyring", name));
        var made = servers.keys().post("api/v1/keys", request).path("keys");
        made.forEach(id -> terminal().out().println(id.asString()));
        terminal().err().println(Figures.count(made.size(), "key") + " made");
        return ExitCode.OK;
    }
}
