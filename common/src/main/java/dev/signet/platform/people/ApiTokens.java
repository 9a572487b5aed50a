package dev.signet.platform.people;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens of people and programs, known by their SHA-256 alone: they are 256 random bits, so a slow hash would not make them safer. Whoever adds or revokes
 * one changes the file; it is read again within two seconds. A file that cannot be read then leaves what was there, and is complained about.
 */
final class ApiTokens {
    private static final Logger log = LoggerFactory.getLogger(ApiTokens.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final Path file;
    private final Clock clock;
    private volatile Known known;

    private ApiTokens(Path file, Clock clock, Known known) {
        this.file = file;
        this.clock = clock;
        this.known = known;
    }

    private record Known(Map<String, TokenOwner> byHash, FileTime changed, Instant looked) {}

    static ApiTokens read(Path file, Clock clock) {
        try {
            return new ApiTokens(file, clock, load(file, clock.instant()));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the tokens in %s cannot be read; run the set-up once, or point SIGNET_PEOPLE_TOKENS_FILE to where they are"
                            .formatted(file),
                    e);
        }
    }

    /** Whose this is; empty when nobody's, or not any more. */
    Optional<TokenOwner> owner(String token) {
        lookAgain();
        // found by a hash: how long that takes tells nothing of a token
        return Optional.ofNullable(known.byHash().get(hash(token))).filter(owner -> owner.isValidAt(clock.instant()));
    }

    private void lookAgain() {
        var now = clock.instant();
        if (now.isAfter(known.looked().plus(LOOK_AGAIN))) {
            reload(now);
        }
    }

    private synchronized void reload(Instant now) {
        var former = known;
        if (now.isBefore(former.looked().plus(LOOK_AGAIN))) {
            return;
        }
        known = new Known(former.byHash(), former.changed(), now);
        try {
            if (!Files.getLastModifiedTime(file).equals(former.changed())) {
                known = load(file, now);
                log.info("Tokens are read anew: {} of them", known.byHash().size());
            }
        } catch (IOException | IllegalStateException e) {
            log.warn("The tokens cannot be read anew, those of before are still good: {}", e.toString());
        }
    }

    private static Known load(Path file, Instant now) throws IOException {
        var changed = Files.getLastModifiedTime(file);
        var owners = Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .collect(Collectors.toMap(TokenOwner::hashIn, TokenOwner::in, (_, last) -> last));
        return new Known(owners, changed, now);
    }

    static String hash(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
