package dev.signet.system.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.signet.audit.event.EventReader;
import dev.signet.audit.event.InvalidEvent;
import dev.signet.contract.Broker;
import dev.signet.platform.MessageCodec;
import dev.signet.system.Service;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.amqp.core.MessageBuilder;

/** The queues of a running system, what was sent to them, and what must have come of it. */
final class FuzzedQueues implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RECORDS_OF_OTHERS =
            "SELECT count(*) FROM collection.record WHERE substring(payload, 1, 9) <> '{\"vault\":'";

    private static final String PARKED = """
            SELECT queue, message_id, body, reason, id FROM collection.parked_message WHERE id > %d ORDER BY id
            """;

    private final Fuzzed fuzzed;
    private final Connection connection;
    private final Channel channel;
    private final VaultRequests vault;
    private final long recordsBefore;
    private final Map<Sent, Boolean> mustBeParked = new HashMap<>();
    private final Set<Sent> records = new HashSet<>();
    private final Set<UUID> events = new HashSet<>();
    private final Map<Sent, Integer> parked = new HashMap<>();
    private long lastParked;
    private long malformed;
    private long others;

    /** What a message is known by: sent again, it is the same. */
    private record Sent(String queue, String id, String body) {
        @Override
        public String toString() {
            return "%s '%.20s' '%.60s' (%d bytes)".formatted(queue, id, body, body.length());
        }
    }

    FuzzedQueues(Fuzzed fuzzed) throws Exception {
        this.fuzzed = fuzzed;
        recordsBefore = fuzzed.system.count(RECORDS_OF_OTHERS);
        connection = fuzzed.system.connectToBroker();
        channel = connection.createChannel();
        channel.confirmSelect();
        vault = new VaultRequests(fuzzed.system, channel);
    }

    void publish(Destination to, OddMessage message) throws Exception {
        var body = fuzzed.pools.resolve(new String(message.body(), ISO_8859_1)).getBytes(ISO_8859_1);
        if (to == Destination.VAULT) {
            vault.send(message, body);
            assertThat(channel.waitForConfirms(10_000)).isTrue();
            return;
        }
        var id = message.id() == null || message.id().isBlank() ? "" : message.id();
        var sent = new Sent(to.queue, id.replace('\0', '\ufffd'), new String(body, ISO_8859_1));
        if (to == Destination.INTAKE && body.length > 0 && !id.contains("\0")) {
            records.add(sent);
        } else {
            note(sent, to == Destination.INTAKE || isMalformed(to, message, body));
        }
        channel.basicPublish(to.exchange, to.routingKey, true, message.properties(), body);
        assertThat(channel.waitForConfirms(10_000)).isTrue();
    }

    /** By the operator, of something that is a record. */
    void replayWhatIsParked() throws IOException {
        var path = "/api/v1/parked-messages/%d/replay".formatted(fuzzed.parkedMessage());
        var request = new RawRequest("POST", path, List.of("Host: localhost"), new byte[0]);
        var answer = fuzzed.wire(Service.COLLECTION).send(request).orElseThrow();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        records.add(new Sent(Destination.INTAKE.queue, path, "again"));
    }

    // What is well-formed may still name a batch that there is not, and be parked for it.
    private void note(Sent sent, boolean parked) {
        mustBeParked.put(sent, parked);
        if (parked) {
            malformed++;
        } else {
            others++;
        }
    }

    private boolean isMalformed(Destination to, OddMessage message, byte[] body) {
        if (to == Destination.EVENTS) {
            return isNoEvent(body);
        }
        var codec = fuzzed.system.context(Service.SIGNING).getBean(MessageCodec.class);
        var received = MessageBuilder.withBody(body).build();
        received.getMessageProperties().setType(message.type());
        return codec.decode(received, to.type(), to.message) instanceof MessageCodec.Decoded.Malformed;
    }

    private boolean isNoEvent(byte[] body) {
        try {
            events.add(new EventReader().one(body).key());
            return false;
        } catch (InvalidEvent e) {
            return true;
        }
    }

    /** All queues are empty, and what had to be parked is: once, as a row and in the queue. */
    void awaitSettled() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            readParked();
            assertThat(difference(mustBeParked.keySet(), parked.keySet()))
                    .as("parked, but never sent")
                    .isEmpty();
            assertThat(difference(parked.keySet(), expected())).as("not parked").isEmpty();
            assertThat(parked.values()).allMatch(times -> times == 1);
            for (var to : Destination.values()) {
                assertThat(channel.messageCount(to.queue)).as(to.queue).isZero();
            }
            assertThat(fuzzed.system.count(RECORDS_OF_OTHERS)).isEqualTo(recordsBefore + records.size());
            assertThat(events.stream().filter(this::isNotInTheLog))
                    .as("events that were lost")
                    .isEmpty();
            vault.assertAllAnswered();
        });
    }

    private boolean isNotInTheLog(UUID event) {
        return fuzzed.system.count("SELECT count(*) FROM audit.submission WHERE key = '%s'".formatted(event)) == 0;
    }

    private Set<Sent> expected() {
        return mustBeParked.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Set<Sent> difference(Set<Sent> without, Set<Sent> of) {
        var left = new HashSet<>(of);
        left.removeAll(without);
        return left;
    }

    // Only what is new; but where a row was committed behind what had been read, all of it again.
    private void readParked() throws SQLException {
        fuzzed.system.rows(PARKED.formatted(lastParked), row -> {
            assertThat(row.getString(4)).hasSizeGreaterThan(10).doesNotContain("dev.signet", "java.", "Exception");
            var id = row.getString(2);
            var given = id.contains(" ") ? id.substring(0, id.lastIndexOf(' ')) : "";
            parked.merge(new Sent(row.getString(1), given, new String(row.getBytes(3), ISO_8859_1)), 1, Integer::sum);
            lastParked = row.getLong(5);
        });
        var read = parked.values().stream().mapToLong(Integer::longValue).sum();
        var there = fuzzed.system.count("SELECT count(*) FROM collection.parked_message");
        if (there != read) {
            parked.clear();
            lastParked = 0;
            throw new AssertionError("%d are parked, %d were read".formatted(there, read));
        }
    }

    /** Says what must be true in the end. */
    void assertAllIsWell() throws Exception {
        awaitSettled();
        assertThat(channel.messageCount(Broker.PARKING))
                .as("messages in the parking queue: one for each that had to be parked, none twice")
                .isBetween(malformed, malformed + others);
        fuzzed.assertMemoryIsBounded();
        fuzzed.assertNothingIsBroken();
    }

    @Override
    public void close() throws Exception {
        try (var _ = fuzzed) {
            connection.close();
        }
    }
}
