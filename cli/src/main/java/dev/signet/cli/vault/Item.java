package dev.signet.cli.vault;

import dev.signet.cli.command.Connection;
import dev.signet.cli.command.VaultAddress;
import dev.signet.vaultclient.HttpVault;
import dev.signet.vaultclient.Vault;
import dev.signet.vaultclient.VaultSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private final VaultAddress address = new VaultAddress();

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
        var addresses = address.all(servers).stream().map(URI::create).toList();
        var share = timeout.dividedBy(addresses.size()); // one that hangs leaves the others theirs
        return HttpVault.at(new VaultSettings(addresses, timeout, share, servers.token(), tenant, paranoid, false));
    }
}
