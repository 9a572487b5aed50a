package dev.signet.system.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A request of which nothing need be legal: it is written to the wire as it stands here, each character as the byte of its number.
 *
 * @param headers whole lines; the length of a body is added unless one of them says it
 */
record RawRequest(String method, String target, List<String> headers, byte[] body) {
    RawRequest {
        headers = List.copyOf(headers);
    }

    RawRequest with(String header) {
        var more = new ArrayList<>(headers);
        more.add(header);
        return new RawRequest(method, target, more, body);
    }

    byte[] head() {
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (!OddHeaders.lieAboutLength(this) && body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    byte[] bytes() {
        var all = new ByteArrayOutputStream();
        all.writeBytes(head());
        all.writeBytes(body);
        return all.toByteArray();
    }

    /** For the report of a failure: so that it can be read, and sent again. */
    @Override
    public String toString() {
        var text = new String(bytes(), ISO_8859_1);
        return text.length() <= 2000 ? text : text.substring(0, 2000) + "… (" + text.length() + " bytes)";
    }
}
