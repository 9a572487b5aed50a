package dev.signet.vault.index;

import java.time.Instant;
import java.util.Optional;

/**
 * An index key, but for the key itself.
 *
 * @param supersededAt since when nothing new is placed by it
 * @param droppedAt since when nobody can find out any more which id a locator of its time stands for
 * @param inUse whether items still stand where it has placed them
 */
record IndexVersion(
        int version, Instant createdAt, Optional<Instant> supersededAt, Optional<Instant> droppedAt, boolean inUse) {}
