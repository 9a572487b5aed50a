package dev.signet.collection.parking;

import java.time.Instant;

/** A parked message, without its body, which may be personal. */
record ParkedMessageView(
        String id,
        String messageId,
        String queue,
        String exchange,
        String routingKey,
        String type,
        String reason,
        Instant parkedAt) {}
