package dev.signet.collection.intake.mask;

import java.time.Instant;
import java.util.Optional;

/**
 * A version of what personal data is masked with.
 *
 * @param version stands in front of every value that was masked with it: {@code h<version>.…}
 * @param supersededAt since when nothing new is masked with it
 * @param droppedAt since when nobody can tell any more what was masked with it
 */
record MaskVersion(int version, Instant createdAt, Optional<Instant> supersededAt, Optional<Instant> droppedAt) {}
