package dev.signet.system.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;

/** A body that goes on until it is refused, or has been as long as nothing that is kept in memory may be. */
final class EndlessBody {
    private static final int CHUNK = 1 << 20;
    private static final int CHUNKS = 64;
    private static final long MOST_LIVE = 160L << 20;
    private static final byte[] MORE = chunk("\"%s\",".formatted("x".repeat(CHUNK)));

    private EndlessBody() {}

    /** Sends 64 MiB in chunks, without an end and without having said so. */
    static void send(Fuzzed fuzzed, Route route, String type, String token) throws IOException {
        var head = new RawRequest(
                route.method(),
                route.path().replaceAll("\\{\\w+}", "1"),
                java.util.List.of(
                        "Host: localhost",
                        "Content-Type: " + type + "; boundary=" + Contents.BOUNDARY,
                        "Authorization: Bearer " + token,
                        "Connection: close",
                        "Transfer-Encoding: chunked"),
                new byte[0]);
        var before = Fuzzed.liveHeap();
        var answer = fuzzed.wire(route.service()).send(out -> {
            out.write(head.bytes());
            out.write(chunk(beginning(type)));
            for (int i = 1; i < CHUNKS; i++) {
                out.write(MORE);
            }
            assertThat(Fuzzed.liveHeap() - before)
                    .as("live heap while %s reads %s", route, type)
                    .isLessThan(MOST_LIVE);
        });
        answer.ifPresent(given -> {
            assertThat(given.status()).as("%s --> %s", route, given).isBetween(400, 499);
            AnswerRules.check(head, given);
        });
    }

    private static String beginning(String type) {
        return switch (type) {
            case "multipart/form-data" ->
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
                        .formatted(Contents.BOUNDARY);
            case "application/json" -> "{\"ignored\":[";
            default -> "\"";
        };
    }

    private static byte[] chunk(String content) {
        return (HexFormat.of().toHexDigits(content.length()) + "\r\n" + content + "\r\n").getBytes(ISO_8859_1);
    }
}
