package dev.signet.collection.parking;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** A parked message, without its body, which may be personal. */
record ParkedMessageView(
        String id,
        String messageId,
        String queue,
        String exchange,
        String routingKey,
        String type,
        String reason,

        @Schema(description = "the keyring that it names, if it names one")
        Optional<String> keyring,

        Instant parkedAt) {}
