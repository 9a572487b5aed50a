package dev.signet.collection.parking;

import dev.signet.contract.ParkedMessage;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.Page;
import dev.signet.platform.ParkedMessages;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps parked messages, each once. One that is parked again is marked by the time, so that whoever replayed it does not take it for gone. */
@Repository
class ParkedMessageRows implements ParkedMessages {
    private static final String ADD = """
            INSERT INTO parked_message (message_id, queue, exchange, routing_key, type, reason, body, keyring)
            VALUES (:messageId, :queue, :exchange, :routingKey, :type, :reason, :body, :keyring)
            ON CONFLICT (queue, message_id) DO UPDATE SET reason = excluded.reason, parked_at = clock_timestamp()
            """;

    private static final String PAGE = """
            SELECT id, message_id, queue, exchange, routing_key, type, reason, keyring, parked_at
              FROM parked_message
             WHERE id > :after
             ORDER BY id
             LIMIT :rows
            """;

    private final JdbcClient jdbc;

    ParkedMessageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(ParkedMessage message) {
        CrashPoint.COLLECTION_BEFORE_PARKED_ROW.reach();
        jdbc.sql(ADD)
                .param("messageId", storable(message.messageId()))
                .param("queue", storable(message.queue()))
                .param("exchange", storable(message.exchange()))
                .param("routingKey", storable(message.routingKey()))
                .param("type", storable(message.type()))
                .param("reason", storable(message.reason()))
                .param("body", message.body().unsafeArray())
                .param(
                        "keyring",
                        message.keyring().map(ParkedMessageRows::storable).orElse(null))
                .update();
        CrashPoint.COLLECTION_PARKED_ROW.reach();
    }

    /** The oldest first. */
    Page<ParkedMessageView> page(long after, int limit) {
        var rows = jdbc.sql(PAGE)
                .param("after", after)
                .param("rows", limit + 1)
                .query(ParkedMessageRows::toView)
                .list();
        return Page.of(rows, limit, ParkedMessageView::id);
    }

    private static ParkedMessageView toView(ResultSet row, int number) throws SQLException {
        return new ParkedMessageView(
                row.getString("id"),
                row.getString("message_id"),
                row.getString("queue"),
                row.getString("exchange"),
                row.getString("routing_key"),
                row.getString("type"),
                row.getString("reason"),
                Optional.ofNullable(row.getString("keyring")),
                row.getObject("parked_at", OffsetDateTime.class).toInstant());
    }

    // Text cannot hold a NUL here, and whoever sent a message like that chose its names too.
    private static String storable(String text) {
        return text.replace('\0', '\ufffd');
    }
}
