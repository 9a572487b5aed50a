package dev.signet.bench.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

/** Login events, each another one, of a tenth as many users. */
final class Logins {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    static byte[] body(long number) {
        var user = Math.floorMod(number * 0x9E3779B97F4A7C15L, Math.max(1, number / 10 + 1));
        var address = (int) (user * 0x9E3779B9L);
        return "{\"user_id\":\"u%d\",\"app_version\":\"4.%d\",\"device_type\":\"phone\",\"ip\":\"10.%d.%d.%d\",\"locale\":\"de-DE\",\"device_id\":\"%08x-device\",\"create_date\":\"%s\"}"
                .formatted(
                        user,
                        number % 10,
                        address >>> 16 & 0xff,
                        address >>> 8 & 0xff,
                        address & 0xff,
                        user * 0x9E3779B9L,
                        FIRST.plusSeconds(number))
                .getBytes(UTF_8);
    }

    private Logins() {}
}
