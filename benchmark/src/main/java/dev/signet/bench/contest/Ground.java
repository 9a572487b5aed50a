package dev.signet.bench.contest;

import java.nio.file.Path;

/**
 * What a contestant is given.
 *
 * @param amqpUri a RabbitMQ, or empty for who needs none
 * @param home an empty directory
 */
public record Ground(Workload workload, Database database, String amqpUri, Path home) {
    /** Where the contestant's JVM writes down its collections. */
    public MemoryLog collections() {
        return new MemoryLog(home.resolve("gc.log"));
    }
}
