package dev.signet.bench;

import dev.signet.bench.contest.Database;
import dev.signet.embedded.EmbeddedPostgres;
import dev.signet.testing.RabbitNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The PostgreSQL that all share, with its durability on, and a RabbitMQ for each who needs one. */
final class Server implements AutoCloseable {
    private final EmbeddedPostgres postgres = EmbeddedPostgres.start();
    private final AtomicInteger databases = new AtomicInteger();
    private final List<RabbitNode> brokers = new ArrayList<>();

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

    /** Of a RabbitMQ of one's own: others would take what is in its queues for theirs. */
    String freshBroker() {
        brokers.add(RabbitNode.start());
        return brokers.getLast().amqpUri();
    }

    @Override
    public void close() {
        brokers.forEach(RabbitNode::close);
        postgres.close();
    }
}
