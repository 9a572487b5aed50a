package dev.signet.collection.parking;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** A parked message as people see it. Written by {@link ParkedMessageRows}, never by Hibernate; the body stays in the database. */
@Entity
@Immutable
@Table(name = "parked_message")
@NullUnmarked
class ParkedMessageRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String messageId;
    private String queue;
    private String exchange;
    private String routingKey;
    private String type;
    private String reason;
    private Instant parkedAt;

    protected ParkedMessageRow() {}

    long id() {
        return id;
    }

    ParkedMessageView view() {
        return new ParkedMessageView(Long.toString(id), messageId, queue, exchange, routingKey, type, reason, parkedAt);
    }
}
