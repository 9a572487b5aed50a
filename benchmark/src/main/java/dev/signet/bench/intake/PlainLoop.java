package dev.signet.bench.intake;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import dev.signet.bench.contest.Database;
import dev.signet.platform.BinaryCopy;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What one would write first: takes messages, copies each group of them into a table, commits, and acknowledges them. No check, no mask, no memory of what has come. */
final class PlainLoop implements AutoCloseable {
    private static final String QUEUE = "plain-loop";
    private static final int GROUP = 500;
    private static final int PATIENCE_SECONDS = 60;
    private static final String TABLE = "CREATE TABLE message (id bigint PRIMARY KEY, body bytea NOT NULL)";
    private static final String COPY = "COPY message (id, body) FROM STDIN (FORMAT binary)";

    private final Database database;
    private final Channel channel;
    private long stored;

    PlainLoop(Database database, Connection broker, Map<String, Object> queueArguments)
            throws IOException, SQLException {
        this.database = database;
        database.execute(TABLE);
        channel = broker.createChannel();
        channel.queueDeclare(QUEUE, true, false, false, queueArguments);
        channel.basicQos(2 * GROUP);
    }

    private record Taken(long tag, byte[] body) {}

    /** Has the queue filled, and takes all of it; seconds for the second. */
    double run(Sender sender, int messages) throws Exception {
        sender.send(QUEUE, messages, "");
        var began = System.nanoTime();
        takeAll(messages);
        return (System.nanoTime() - began) / 1e9;
    }

    private void takeAll(int messages) throws IOException, SQLException, InterruptedException {
        var taken = new LinkedBlockingQueue<Taken>();
        var consumer = channel.basicConsume(QUEUE, false, into(taken));
        try (var connection = database.connect()) {
            connection.setAutoCommit(false);
            for (int done = 0; done < messages; ) {
                var group = group(taken, Math.min(GROUP, messages - done));
                BinaryCopy.run(connection, COPY, copy -> write(copy, group));
                connection.commit();
                channel.basicAck(group.getLast().tag(), true);
                done += group.size();
            }
        }
        channel.basicCancel(consumer);
    }

    private DefaultConsumer into(BlockingQueue<Taken> taken) {
        return new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                taken.add(new Taken(envelope.getDeliveryTag(), body));
            }
        };
    }

    private static List<Taken> group(BlockingQueue<Taken> taken, int size) throws InterruptedException {
        var group = new ArrayList<Taken>(size);
        while (group.size() < size) {
            var next = taken.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new IllegalStateException("no message has come for %d s".formatted(PATIENCE_SECONDS));
            }
            group.add(next);
            taken.drainTo(group, size - group.size());
        }
        return group;
    }

    private void write(BinaryCopy copy, List<Taken> group) throws IOException {
        for (var each : group) {
            copy.row(2);
            copy.number(++stored);
            copy.bytes(each.body());
        }
    }

    @Override
    public void close() throws IOException, TimeoutException {
        channel.close();
    }
}
