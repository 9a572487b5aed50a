package dev.signet.audit.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signet.audit.event.Entry;
import io.swagger.v3.oas.annotations.media.Schema;

/** An event as it stands in the log: its line, whose SHA-256 is a leaf of the tree. */
@Schema(type = "object", description = "A CloudEvent 1.0, with logindex and receivedtime")
record EventView(long seq, @JsonRawValue @JsonValue String line) {
    static EventView of(Entry entry) {
        return new EventView(entry.seq(), new String(entry.line(), UTF_8));
    }
}
