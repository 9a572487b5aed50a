package dev.signet.platform.statement;

import dev.signet.contract.Statement;
import dev.signet.platform.crypto.SigningProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The public keys of those who state something: of each at least one, and two while one replaces the other. */
final class TrustedKeys {
    private static final String SUFFIX = ".pub";

    private final Map<String, Map<String, TrustedKey>> byIssuer;

    private TrustedKeys(Map<String, Map<String, TrustedKey>> byIssuer) {
        this.byIssuer = byIssuer;
    }

    /**
     * Throws with a sentence that says what to do.
     *
     * @param dir holds files named {@code <service>.pub} or, for a second key, {@code <service>.<anything>.pub}
     */
    static TrustedKeys read(Path dir, SigningProvider provider) {
        var byIssuer = new HashMap<String, Map<String, TrustedKey>>();
        for (var file : files(dir)) {
            var issuer = file.getFileName().toString().split("\\.", 2)[0];
            var key = TrustedKey.read(file, provider);
            byIssuer.computeIfAbsent(issuer, _ -> new HashMap<>()).put(key.id(), key);
        }
        for (var issuer : Statement.ISSUERS) {
            if (!byIssuer.containsKey(issuer)) {
                throw new IllegalStateException(
                        "there is no public statement key of %1$s; run the set-up once, or put it into %2$s as %1$s.pub"
                                .formatted(issuer, dir));
            }
        }
        return new TrustedKeys(byIssuer);
    }

    private static List<Path> files(Path dir) {
        try (var all = Files.list(dir)) {
            return all.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        } catch (IOException _) {
            throw new IllegalStateException(
                    "the directory of public statement keys %s cannot be read; run the set-up once, or point SIGNET_STATEMENT_DIR to where it wrote them"
                            .formatted(dir));
        }
    }

    Optional<TrustedKey> find(String issuer, String id) {
        return Optional.ofNullable(byIssuer.getOrDefault(issuer, Map.of()).get(id));
    }
}
