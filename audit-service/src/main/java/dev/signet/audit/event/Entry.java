package dev.signet.audit.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** An event in the log: its number and when it was received stand beside what the submitter said. */
public record Entry(long seq, Instant receivedAt, Event event) {
    /** What {@link #read} wants of a row of the table. */
    public static final String COLUMNS =
            "seq, received_at, id, source, type, subject, time, actor, outcome, traceparent, attributes, data";

    public static Entry read(ResultSet row, int number) throws SQLException {
        var time = row.getObject("time", OffsetDateTime.class);
        return new Entry(
                row.getLong("seq"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                new Event(
                        row.getString("id"),
                        row.getString("source"),
                        row.getString("type"),
                        row.getString("subject"),
                        time == null ? null : time.toInstant(),
                        row.getString("actor"),
                        row.getString("outcome"),
                        row.getString("traceparent"),
                        row.getString("attributes"),
                        row.getString("data")));
    }

    /** As one line of JSON, without its end. */
    public byte[] line() {
        return EventLine.of(seq, receivedAt, EventLine.content(event));
    }
}
