package dev.signet.console.live;

import java.nio.charset.StandardCharsets;

/**
 * One server-sent event.
 *
 * @param data one line of JSON
 */
record Event(long id, String name, String data) {
    /** As it goes over the wire (WHATWG HTML, 9.2). */
    byte[] bytes() {
        return "id: %d\nevent: %s\ndata: %s\n\n".formatted(id, name, data).getBytes(StandardCharsets.UTF_8);
    }
}
