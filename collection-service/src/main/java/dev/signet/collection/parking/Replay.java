package dev.signet.collection.parking;

import dev.signet.contract.KeyringName;
import dev.signet.platform.ConfirmedPublisher;
import dev.signet.platform.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends a parked message to the queue it came from, and forgets it once the broker has it. Between the two it may have been parked again already: then
 * it stays.
 */
@Component
class Replay {
    private static final Logger log = LoggerFactory.getLogger(Replay.class);

    /** Parking puts the content's id behind the message's own. */
    private static final Pattern KNOWN_BY = Pattern.compile("(?:(.*) )?[0-9a-f-]{36}", Pattern.DOTALL);

    private static final String FIND = """
            SELECT message_id, queue, type, body, keyring, parked_at FROM parked_message WHERE id = :id
            """;

    private static final String FORGET = """
            DELETE FROM parked_message WHERE id = :id AND parked_at = :parkedAt
            """;

    private static final String DISCARD = """
            DELETE FROM parked_message WHERE id = :id
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ParkingEvents events;
    private final ConfirmedPublisher usual;
    private final List<ReplayPath> others;

    Replay(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ParkingEvents events,
            @Qualifier("confirmedPublisher") ConfirmedPublisher usual,
            List<ReplayPath> others) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
        this.usual = usual;
        this.others = List.copyOf(others);
    }

    void replay(long id) {
        var parked = jdbc.sql(FIND).param("id", id).query(Parked::of).optional().orElseThrow(() -> unknown(id));
        if (parked.queue().isEmpty()) {
            throw NotReplayable.fromNowhere(id);
        }
        var path = pathTo(parked.queue());
        var body = path.asItCame().open(parked.type(), parked.body()).orElseThrow(() -> NotReplayable.sealed(id));
        path.publisher().publish("", parked.queue(), parked.message(body));
        transaction.executeWithoutResult(_ -> {
            jdbc.sql(FORGET)
                    .param("id", id)
                    .param("parkedAt", parked.parkedAt())
                    .update();
            events.replayed(id, parked.queue());
        });
        log.info("Replayed parked message {} to {}", id, parked.queue());
    }

    void discard(long id) {
        transaction.executeWithoutResult(_ -> {
            if (jdbc.sql(DISCARD).param("id", id).update() == 0) {
                throw unknown(id);
            }
            events.discarded(id);
        });
        log.info("Discarded parked message {}", id);
    }

    private ReplayPath pathTo(String queue) {
        return others.stream()
                .filter(path -> path.queue().equals(queue))
                .findFirst()
                .orElseGet(() -> new ReplayPath(queue, usual, (_, body) -> Optional.of(body)));
    }

    private static NotFound unknown(long id) {
        return new NotFound("There is no parked message %d; GET /api/v1/parked-messages lists them.".formatted(id));
    }

    private record Parked(
            String messageId,
            String queue,
            String type,
            byte[] body,
            Optional<String> keyring,
            OffsetDateTime parkedAt) {
        static Parked of(ResultSet row, int number) throws SQLException {
            return new Parked(
                    row.getString("message_id"),
                    row.getString("queue"),
                    row.getString("type"),
                    row.getBytes("body"),
                    Optional.ofNullable(row.getString("keyring")),
                    row.getObject("parked_at", OffsetDateTime.class));
        }

        Message message(byte[] body) {
            var message = MessageBuilder.withBody(body)
                    .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
                    .setContentType(
                            type.isEmpty() ? MessageProperties.CONTENT_TYPE_BYTES : MessageProperties.CONTENT_TYPE_JSON)
                    .build();
            var knownBy = KNOWN_BY.matcher(messageId);
            if (knownBy.matches() && knownBy.group(1) != null) {
                message.getMessageProperties().setMessageId(knownBy.group(1));
            }
            if (!type.isEmpty()) {
                message.getMessageProperties().setType(type);
            }
            keyring.ifPresent(name -> message.getMessageProperties().setHeader(KeyringName.HEADER, name));
            return message;
        }
    }
}
