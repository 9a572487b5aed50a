package dev.signet.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets by which services know each other. A service keeps its own and only the SHA-256 of the others', so that the
 * comparison takes the same time whatever is presented.
 */
public final class ServiceTokens {
    private static final String TOKEN = ".token";

    // in hex: enough to know another service by, and not to be taken for it
    private static final String DIGEST = ".sha256";

    private final String own;
    private final Map<String, byte[]> hashes;

    private ServiceTokens(String own, Map<String, byte[]> hashes) {
        this.own = own;
        this.hashes = Map.copyOf(hashes);
    }

    /** Where services know each other by certificates. */
    static ServiceTokens none() {
        return new ServiceTokens("", Map.of());
    }

    /** Reads from {@code dir} the token of the service that is starting, and the tokens of the others or their digests. */
    static ServiceTokens read(Path dir, String service) {
        var ownFile = dir.resolve(service + TOKEN);
        if (!Files.isReadable(ownFile)) {
            throw new IllegalStateException("the service token " + ownFile
                    + " cannot be read; run the set-up once, or point SIGNET_TOKENS_DIR to where it wrote them");
        }
        try (var files = Files.list(dir)) {
            var hashes = new HashMap<String, byte[]>();
            for (var file : files.toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(TOKEN)) {
                    hashes.put(
                            without(TOKEN, name), sha256(Files.readString(file).strip()));
                } else if (name.endsWith(DIGEST)) {
                    hashes.put(
                            without(DIGEST, name),
                            HexFormat.of().parseHex(Files.readString(file).strip()));
                }
            }
            return new ServiceTokens(Files.readString(ownFile).strip(), hashes);
        } catch (IOException e) {
            throw new UncheckedIOException("the service tokens in " + dir + " cannot be read", e);
        }
    }

    private static String without(String suffix, String name) {
        return name.substring(0, name.length() - suffix.length());
    }

    /** What this service presents to others, as a bearer token; empty for nothing. */
    String own() {
        return own;
    }

    /** The service that this token belongs to. */
    Optional<String> owner(String token) {
        var hash = sha256(token);
        return hashes.entrySet().stream()
                .filter(known -> MessageDigest.isEqual(known.getValue(), hash))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
