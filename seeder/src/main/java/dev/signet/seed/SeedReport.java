package dev.signet.seed;

import java.time.Duration;

/**
 * What was done, or found done.
 *
 * @param stored records that are in the system now because of this call
 * @param skipped records that an earlier one had brought in
 */
public record SeedReport(long stored, long skipped, int keys, Duration waiting, Duration storing, Duration making) {}
