package dev.signet.audit.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.audit.event.Event;
import dev.signet.platform.BinaryCopy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of an event's row that its submitter has filled, as PostgreSQL reads them in a binary COPY. */
final class CopyFields {
    static final int COUNT = 10;
    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private final List<byte @Nullable []> fields;

    private CopyFields(List<byte @Nullable []> fields) {
        this.fields = fields;
    }

    static CopyFields of(Event event) {
        var fields = new ArrayList<byte @Nullable []>(COUNT);
        fields.add(bytes(event.id()));
        fields.add(bytes(event.source()));
        fields.add(bytes(event.type()));
        fields.add(bytes(event.subject()));
        fields.add(bytes(event.time()));
        fields.add(bytes(event.actor()));
        fields.add(bytes(event.outcome()));
        fields.add(bytes(event.traceparent()));
        fields.add(bytes(event.attributes()));
        fields.add(bytes(event.data()));
        return new CopyFields(fields);
    }

    void writeTo(BinaryCopy copy) throws IOException {
        for (var field : fields) {
            copy.bytes(field);
        }
    }

    /** As PostgreSQL counts time. */
    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(POSTGRES_EPOCH, time);
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    private static byte @Nullable [] bytes(@Nullable Instant time) {
        return time == null
                ? null
                : ByteBuffer.allocate(Long.BYTES).putLong(micros(time)).array();
    }
}
