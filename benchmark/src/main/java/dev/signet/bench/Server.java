package dev.signet.bench;

import dev.signet.bench.contest.Database;
import dev.signet.embedded.EmbeddedPostgres;
import java.util.concurrent.atomic.AtomicInteger;

/** The PostgreSQL that all share, with its durability on. */
final class Server implements AutoCloseable {
    private final EmbeddedPostgres postgres = EmbeddedPostgres.start();
    private final AtomicInteger databases = new AtomicInteger();

    Database freshDatabase() {
        var url = postgres.createDatabase("bench_" + databases.incrementAndGet());
        return new Database(url, postgres.user(), postgres.password());
    }

    @Override
    public void close() {
        postgres.close();
    }
}
