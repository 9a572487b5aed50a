package dev.signet.system.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What came back. */
record Answer(int status, List<String> headers, byte[] body) {
    /** Reads a whole answer, as it was until the server closed the connection; empty when there was none. */
    static Optional<Answer> parse(byte[] wire) {
        var text = new String(wire, ISO_8859_1);
        var end = text.indexOf("\r\n\r\n");
        if (end < 0 || !text.startsWith("HTTP/1.1 ")) {
            return Optional.empty();
        }
        var lines = List.of(text.substring(0, end).split("\r\n"));
        var status = Integer.parseInt(lines.getFirst().substring(9, 12));
        if (status == 100) {
            return parse(text.substring(end + 4).getBytes(ISO_8859_1));
        }
        var answer = new Answer(status, lines.subList(1, lines.size()), new byte[0]);
        var body = text.substring(end + 4);
        var isChunked = "chunked".equals(answer.header("transfer-encoding"));
        return Optional.of(new Answer(status, answer.headers, isChunked ? joined(body) : body.getBytes(ISO_8859_1)));
    }

    private static byte[] joined(String chunks) {
        var body = new ByteArrayOutputStream();
        var rest = chunks;
        for (var end = rest.indexOf("\r\n"); end > 0; end = rest.indexOf("\r\n")) {
            var size = HexFormat.fromHexDigits(rest, 0, end);
            var last = Math.min(rest.length(), end + 2 + size);
            body.writeBytes(rest.substring(end + 2, last).getBytes(ISO_8859_1));
            rest = rest.substring(Math.min(rest.length(), last + 2));
        }
        return body.toByteArray();
    }

    /** Empty when it is not there. */
    String header(String name) {
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    String text() {
        return new String(body, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        var text = text();
        return "%d %s %s".formatted(status, headers, text.length() <= 2000 ? text : text.substring(0, 2000) + "…");
    }
}
