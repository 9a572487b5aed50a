package dev.signet.bench.vault;

import dev.signet.vaultclient.HttpVault;
import dev.signet.vaultclient.Vault;
import dev.signet.vaultclient.VaultSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** The vault, as a program uses it. */
final class InVault implements Store {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Vault vault;

    InVault(URI node) {
        vault = HttpVault.at(VaultSettings.of(node).within(PATIENCE, PATIENCE));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Receipt(byte[] id, byte[] key) {}

    @Override
    public Object put(byte[] payload) {
        var id = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        return new Receipt(id, vault.store(id, payload));
    }

    @Override
    public byte[] get(Object receipt) {
        var item = (Receipt) receipt;
        return vault.retrieve(item.id(), item.key());
    }

    @Override
    public void close() {
        vault.close();
    }
}
