package dev.signet.cli.vault;

import dev.signet.cli.command.Connection;
import dev.signet.vaultclient.HttpVault;
import dev.signet.vaultclient.Vault;
import dev.signet.vaultclient.VaultSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which an item is named, and the vault found. */
final class Item {
    @Option(names = "--id", paramLabel = "ID", description = "its id; every user of the machine can read this")
    private @Nullable String id;

    @Option(
            names = "--id-file",
            paramLabel = "FILE",
            description = "its first line is the id; without it and --id, the id is asked for")
    private @Nullable Path idFile;

    @Option(names = "--tenant", paramLabel = "NAME", defaultValue = "", description = "whose ids these are")
    private String tenant = "";

    @Option(
            names = "--vault-server",
            paramLabel = "URL,…",
            defaultValue = "${env:SIGNET_VAULT_SERVER:-}",
            description = "the vault's nodes, where they have addresses of their own (SIGNET_VAULT_SERVER;"
                    + " default: --server)")
    private String nodes = "";

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "how long to try, such as 30s (default: ${DEFAULT-VALUE})")
    private Duration timeout = Duration.ZERO;

    byte[] id() {
        var text = id == null ? Secret.read(idFile, "id", "--id-file") : id;
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Vault vault(Connection servers, boolean paranoid) {
        var addresses = Arrays.stream((nodes.isBlank() ? servers.server() : nodes).split(",", -1))
                .map(String::strip)
                .map(URI::create)
                .toList();
        return HttpVault.at(new VaultSettings(addresses, timeout, timeout, servers.token(), tenant, paranoid, false));
    }
}
