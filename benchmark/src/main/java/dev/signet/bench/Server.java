package dev.signet.bench;

import dev.signet.bench.contest.Database;
import dev.signet.embedded.EmbeddedPostgres;
import dev.signet.testing.RabbitNode;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL that all share, with its durability on, and a RabbitMQ for those who need one. */
final class Server implements AutoCloseable {
    private final EmbeddedPostgres postgres = EmbeddedPostgres.start();
    private final AtomicInteger databases = new AtomicInteger();
    private @Nullable RabbitNode rabbit;

    /** @param commitMillis how much slower each flush of the log is to be */
    Server(int commitMillis) throws SQLException {
        var admin = freshDatabase();
        admin.execute("ALTER SYSTEM SET commit_siblings = 0");
        admin.execute("ALTER SYSTEM SET commit_delay = " + TimeUnit.MILLISECONDS.toMicros(commitMillis));
        admin.execute("SELECT pg_reload_conf()");
    }

    Database freshDatabase() {
        var url = postgres.createDatabase("bench_" + databases.incrementAndGet());
        return new Database(url, postgres.user(), postgres.password());
    }

    /** Where the RabbitMQ is; started when it is first asked for. */
    String amqpUri() {
        if (rabbit == null) {
            rabbit = RabbitNode.start();
        }
        return rabbit.amqpUri();
    }

    @Override
    public void close() {
        if (rabbit != null) {
            rabbit.close();
        }
        postgres.close();
    }
}
