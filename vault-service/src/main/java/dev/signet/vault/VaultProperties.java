package dev.signet.vault;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.unit.DataSize;

/**
 * @param collectionUrl where the ciphertext is stored
 * @param kekSource where the key is that the index key is sealed under: {@code file:} or {@code pkcs11:}
 * @param kekFile the same as {@code file:}: holds the key that the index key is sealed under: 32 random bytes in base64
 * @param maxBytes the largest payload
 * @param versions so many an id may have; with 1 it is written once
 * @param attempts so many refused ones per minute are answered for what is or is not there, by each instance
 */
@ConfigurationProperties("signet")
public record VaultProperties(
        URI collectionUrl,
        @Name("vault.kek-source") @Nullable String kekSource,
        @Name("vault.kek-file") @Nullable Path kekFile,
        @Name("vault.max-bytes") @DefaultValue("64MB") DataSize maxBytes,
        @Name("vault.versions") @DefaultValue("100") int versions,
        @Name("vault.attempts") @DefaultValue("10") int attempts) {
    private static final DataSize LARGEST = DataSize.ofMegabytes(64);

    public VaultProperties {
        if (maxBytes.toBytes() < 0 || maxBytes.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException("SIGNET_VAULT_MAX_BYTES must be from 0B to 64MB, not " + maxBytes);
        }
        if (versions < 1 || versions > 1_000_000) {
            throw new IllegalArgumentException("SIGNET_VAULT_VERSIONS must be from 1 to 1000000, not " + versions);
        }
        if (attempts < 1 || attempts > 1_000_000) {
            throw new IllegalArgumentException("SIGNET_VAULT_ATTEMPTS must be from 1 to 1000000, not " + attempts);
        }
    }
}
