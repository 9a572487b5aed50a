package dev.signet.cli.command;

import dev.signet.cli.server.Server;
import dev.signet.cli.verify.LedgerSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which every command finds its servers. */
public final class Connection implements AutoCloseable {
    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:SIGNET_SERVER:-http://localhost:8080}",
            description = "Signet's public address (SIGNET_SERVER; default http://localhost:8080)")
    private String server = "";

    @Option(
            names = "--keys-server",
            paramLabel = "URL",
            defaultValue = "${env:SIGNET_KEYS_SERVER:-}",
            description = "key-service, where it has an address of its own (SIGNET_KEYS_SERVER; default: --server)")
    private String keysServer = "";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            defaultValue = "${env:SIGNET_TOKEN_FILE:-}",
            description = "your token, where one is asked for (SIGNET_TOKEN_FILE)")
    private String tokenFile = "";

    @Option(
            names = "--public-server",
            hidden = true,
            defaultValue = "${env:SIGNET_PUBLIC_SERVER:-}",
            description = "how people reach --server, for the commands that are suggested to them")
    private String publicServer = "";

    @Option(
            names = "--command-name",
            hidden = true,
            defaultValue = "${env:SIGNET_COMMAND:-signet}",
            description = "how people call this program, for the same purpose")
    private String commandName = "";

    private @Nullable Server collection;
    private @Nullable Server keys;

    public Server collection() {
        if (collection == null) {
            collection = Server.at(server, token());
        }
        return collection;
    }

    public Server keys() {
        if (keys == null) {
            keys = Server.at(keysServer.isBlank() ? server : keysServer, token());
        }
        return keys;
    }

    public LedgerSource ledger() {
        return LedgerSource.of(collection(), keys());
    }

    /** How people call this program, for what is suggested to them. */
    public String commandName() {
        return commandName;
    }

    /** Signet's public address. */
    public String server() {
        return server;
    }

    /** The caller's token, if one was named. */
    public Optional<String> token() {
        return tokenFile.isBlank() ? Optional.empty() : Optional.of(TokenFile.read(tokenFile));
    }

    /** What to do after a run, ready to be copied. */
    public List<String> next() {
        var address = (publicServer.isBlank() ? server : publicServer).replaceAll("/+$", "");
        var commands = List.of(
                commandName + " verify all",
                commandName + " export --out signatures",
                "curl '%s/api/v1/records?status=SIGNED&limit=3'".formatted(address));
        // beside a key-service that has an address of its own, --server is collection-service's
        var hasDashboard = !publicServer.isBlank() || keysServer.isBlank();
        return hasDashboard
                ? Stream.concat(Stream.of(address), commands.stream()).toList()
                : commands;
    }

    @Override
    public void close() {
        if (collection != null) {
            collection.close();
        }
        if (keys != null) {
            keys.close();
        }
    }
}
