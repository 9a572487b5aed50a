package dev.signet.collection.intake.row;

import dev.signet.platform.BadRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Which rows of a type are wanted.
 *
 * @param from the first moment, if any; {@code to} the first that is not wanted
 */
record IntakeFilter(
        String type, Optional<String> user, Optional<String> device, Optional<Instant> from, Optional<Instant> to) {
    private static final OffsetDateTime EARLIEST = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final OffsetDateTime LATEST = OffsetDateTime.of(10_000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    IntakeFilter {
        user = user.map(TypedRow::searchable);
        device = device.map(TypedRow::searchable);
    }

    OffsetDateTime begin() {
        return bound("from", from, EARLIEST);
    }

    OffsetDateTime end() {
        return bound("to", to, LATEST);
    }

    private static OffsetDateTime bound(String name, Optional<Instant> given, OffsetDateTime otherwise) {
        if (given.isEmpty()) {
            return otherwise;
        }
        var bound = given.get();
        if (bound.isBefore(EARLIEST.toInstant()) || bound.isAfter(LATEST.toInstant())) {
            throw new BadRequest(name + " must be within the years 1 to 9999.");
        }
        return bound.atOffset(ZoneOffset.UTC);
    }
}
