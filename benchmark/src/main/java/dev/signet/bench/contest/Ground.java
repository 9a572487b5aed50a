package dev.signet.bench.contest;

import java.nio.file.Path;

/**
 * What a contestant is given.
 *
 * @param home an empty directory
 */
public record Ground(Workload workload, Database database, Path home) {}
