package dev.signet.standalone;

import dev.signet.standalone.Login.Kind;
import java.time.Instant;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Generates login events, the same ones from the same seed: of not too many users, with a share of them malformed or sent again. */
final class Logins {
    private static final int MALFORMED_PERCENT = 5;
    private static final int DUPLICATE_PERCENT = 20;
    private static final int REDELIVERED_PERCENT = 3;
    private static final int REMEMBERED = 10_000;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final String[] DEVICES = {"phone", "tablet", "desktop", "tv"};
    private static final String[] LOCALES = {"de-DE", "en-GB", "en-US", "es-ES", "fr-FR", "pl-PL", "tr-TR"};

    private final SplittableRandom random;
    private final int users;
    private final Login[] sent = new Login[REMEMBERED];
    private int good;
    private int number;
    private @Nullable Login last;

    Logins(long seed, int messages) {
        random = new SplittableRandom(seed);
        users = Math.max(1, messages / 12);
    }

    Login next() {
        var dice = random.nextInt(100);
        number++;
        if (dice < MALFORMED_PERCENT) {
            last = null;
            return malformed();
        }
        if (dice < MALFORMED_PERCENT + DUPLICATE_PERCENT && good > 0) {
            return sent[random.nextInt(Math.min(good, REMEMBERED))].again(Kind.DUPLICATE);
        }
        if (dice < MALFORMED_PERCENT + DUPLICATE_PERCENT + REDELIVERED_PERCENT && last != null) {
            return last.again(Kind.REDELIVERED);
        }
        last = new Login(id(), body(address()), Kind.NEW);
        sent[good++ % REMEMBERED] = last;
        return last;
    }

    private Login malformed() {
        var body = switch (random.nextInt(5)) {
            case 0 -> body(address()).replace("}", "");
            case 1 -> body(address()).replace("\"locale\":", "\"language\":");
            case 2 -> body("somewhere-" + number);
            case 3 -> body(address()).replaceAll("\"user_id\":\"u(\\d+)\"", "\"user_id\":$1");
            default -> body(address()).replace("Z\"}", "\"}");
        };
        return new Login(id(), body, Kind.MALFORMED);
    }

    private String id() {
        return "login-" + number;
    }

    private String body(String address) {
        var user = random.nextInt(users);
        return "{\"user_id\":\"u%d\",\"app_version\":\"4.%d\",\"device_type\":\"%s\",\"ip\":\"%s\",\"locale\":\"%s\",\"device_id\":\"%08x-device\",\"create_date\":\"%s\"}"
                .formatted(
                        user,
                        random.nextInt(10),
                        DEVICES[user % DEVICES.length],
                        address,
                        LOCALES[user % LOCALES.length],
                        user * 0x9E3779B9,
                        FIRST.plusSeconds(number));
    }

    // of networks that are meant for examples, so that nobody's address is among them
    private String address() {
        return random.nextInt(4) == 0
                ? "2001:db8::%x".formatted(1 + random.nextInt(0xffff))
                : "198.%d.%d.%d".formatted(18 + random.nextInt(2), random.nextInt(256), random.nextInt(256));
    }
}
