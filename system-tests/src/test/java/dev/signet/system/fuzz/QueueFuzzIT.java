package dev.signet.system.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.signet.contract.Broker;
import dev.signet.platform.MessageCodec;
import dev.signet.system.Service;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.MessageBuilder;

/**
 * Every queue with messages that nobody should send. {@code -Dsignet.fuzz.tries=N} raises the number of messages. What cannot be a message is parked
 * once, with its reason; what is one is processed, whatever was sent before and after it.
 */
class QueueFuzzIT {
    private static final int GROUP = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<Sent, Boolean> MUST_BE_PARKED = new HashMap<>();
    private static final Set<Sent> RECORDS = new HashSet<>();
    private static final String RECORDS_OF_OTHERS =
            "SELECT count(*) FROM collection.record WHERE substring(payload, 1, 9) <> '{\"vault\":'";
    private static int published;
    private static long malformed;
    private static long others;
    private static @Nullable Fuzzed started;
    private static @Nullable Connection connected;
    private static @Nullable Channel opened;
    private static @Nullable VaultRequests vault;
    private static long recordsBefore;

    /** What a message is known by: sent again, it is the same. */
    private record Sent(String queue, String id, String body) {
        @Override
        public String toString() {
            return "%s '%.20s' '%.60s' (%d bytes)".formatted(queue, id, body, body.length());
        }
    }

    @BeforeContainer
    static void start() throws Exception {
        started = Fuzzed.start();
        recordsBefore = fuzzed().system.count(RECORDS_OF_OTHERS);
        connected = fuzzed().system.connectToBroker();
        opened = connected.createChannel();
        opened.confirmSelect();
        vault = new VaultRequests(fuzzed().system, opened);
    }

    @Property(shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void whatCannotBeAMessageIsParkedOnceAndNothingElseIsDisturbed(
            @ForAll("messages") Tuple.Tuple2<Destination, OddMessage> message) throws Exception {
        publish(message.get1(), message.get2());
        if (++published % GROUP == 0) {
            publish(Destination.INTAKE, record("{\"between\":" + published + "}"));
            awaitSettled();
        }
    }

    @Provide
    Arbitrary<Tuple.Tuple2<Destination, OddMessage>> messages() {
        return Arbitraries.of(Destination.class).flatMap(to -> to.messages().map(message -> Tuple.of(to, message)));
    }

    @Example
    void fiveMebibytesAreARecordOrAreParked() throws Exception {
        var large = "[" + "0,".repeat(5 << 19) + "0]";
        for (var to : Destination.values()) {
            publish(to, new OddMessage(to.type(), "large", Map.of(), OddMessage.Extra.NONE, large.getBytes(UTF_8)));
        }

        awaitSettled();
    }

    @Example
    void headersThatMeanSomethingToSpringOrToABrokerChangeNothing() throws Exception {
        for (var to : Destination.values()) {
            var body = (to == Destination.INTAKE ? "{}" : "{").getBytes(UTF_8);
            for (var headers : OddMessages.HEADERS) {
                publish(to, new OddMessage(to.type(), "h-" + headers.hashCode(), headers, OddMessage.Extra.NONE, body));
            }
        }

        awaitSettled();
    }

    private static OddMessage record(String json) {
        return new OddMessage(null, null, Map.of(), OddMessage.Extra.NONE, json.getBytes(UTF_8));
    }

    private static void publish(Destination to, OddMessage message) throws Exception {
        var body =
                fuzzed().pools.resolve(new String(message.body(), ISO_8859_1)).getBytes(ISO_8859_1);
        if (to == Destination.VAULT) {
            vault().send(message, body);
            assertThat(channel().waitForConfirms(10_000)).isTrue();
            return;
        }
        var id = message.id() == null || message.id().isBlank() ? "" : message.id();
        var sent = new Sent(to.queue, id.replace('\0', '\ufffd'), new String(body, ISO_8859_1));
        if (to == Destination.INTAKE && body.length > 0 && !id.contains("\0")) {
            RECORDS.add(sent);
        } else {
            note(sent, to == Destination.INTAKE || isMalformed(to, message, body));
        }
        channel().basicPublish(to.exchange, to.routingKey, true, message.properties(), body);
        assertThat(channel().waitForConfirms(10_000)).isTrue();
    }

    // What is well-formed may still name a batch that there is not, and be parked for it.
    private static void note(Sent sent, boolean mustBeParked) {
        MUST_BE_PARKED.put(sent, mustBeParked);
        if (mustBeParked) {
            malformed++;
        } else {
            others++;
        }
    }

    private static boolean isMalformed(Destination to, OddMessage message, byte[] body) {
        var codec = fuzzed().system.context(Service.SIGNING).getBean(MessageCodec.class);
        var received = MessageBuilder.withBody(body).build();
        received.getMessageProperties().setType(message.type());
        return codec.decode(received, to.type(), to.message) instanceof MessageCodec.Decoded.Malformed;
    }

    /** All queues are empty, and what had to be parked is: once, as a row and in the queue. */
    private static void awaitSettled() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            var parked = parked();
            assertThat(difference(MUST_BE_PARKED.keySet(), parked.keySet()))
                    .as("parked, but never sent")
                    .isEmpty();
            assertThat(difference(parked.keySet(), expected())).as("not parked").isEmpty();
            assertThat(parked.values()).allMatch(times -> times == 1);
            for (var to : Destination.values()) {
                assertThat(channel().messageCount(to.queue)).as(to.queue).isZero();
            }
            assertThat(fuzzed().system.count(RECORDS_OF_OTHERS)).isEqualTo(recordsBefore + RECORDS.size());
            vault().assertAllAnswered();
        });
    }

    private static Set<Sent> expected() {
        return MUST_BE_PARKED.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Set<Sent> difference(Set<Sent> without, Set<Sent> of) {
        var left = new HashSet<>(of);
        left.removeAll(without);
        return left;
    }

    private static Map<Sent, Integer> parked() throws SQLException {
        var parked = new HashMap<Sent, Integer>();
        fuzzed().system.rows("SELECT queue, message_id, body, reason FROM collection.parked_message", row -> {
            assertThat(row.getString(4)).hasSizeGreaterThan(10).doesNotContain("dev.signet", "java.", "Exception");
            var id = row.getString(2);
            var given = id.contains(" ") ? id.substring(0, id.lastIndexOf(' ')) : "";
            parked.merge(new Sent(row.getString(1), given, new String(row.getBytes(3), ISO_8859_1)), 1, Integer::sum);
        });
        return parked;
    }

    private static Channel channel() {
        return Objects.requireNonNull(opened);
    }

    private static VaultRequests vault() {
        return Objects.requireNonNull(vault);
    }

    private static Fuzzed fuzzed() {
        return Objects.requireNonNull(started);
    }

    @AfterContainer
    static void stop() throws Exception {
        if (started == null) {
            return; // it did not start, which has been reported
        }
        try (var stopped = fuzzed();
                var _ = connected) {
            awaitSettled();
            assertThat(channel().messageCount(Broker.PARKING))
                    .as("messages in the parking queue: one for each that had to be parked, none twice")
                    .isBetween(malformed, malformed + others);
            stopped.assertMemoryIsBounded();
            stopped.assertNothingIsBroken();
        }
    }
}
