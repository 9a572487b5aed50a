package dev.signet.system.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import dev.signet.contract.IntakeAnswer;
import dev.signet.contract.ReplyQueues;
import dev.signet.system.Service;
import dev.signet.system.TestSystem;
import dev.signet.vaultclient.BrokerReply;
import dev.signet.vaultclient.BrokerRequest;
import dev.signet.vaultclient.BrokerRequest.Operation;
import dev.signet.vaultclient.Envelope;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import tools.jackson.databind.json.JsonMapper;

/** What is sent to the vault over the broker, most of it sealed as it should be, and the replies: one to each, which says what came of it. */
final class VaultRequests {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String REPLIES = ReplyQueues.PREFIX + "fuzz";

    private final PublicKey vault;
    private final Channel channel;
    private final Map<String, Envelope> asked = new HashMap<>();
    private int sent;

    VaultRequests(TestSystem system, Channel channel) throws IOException {
        this.vault = system.context(Service.VAULT).getBean(KeyPair.class).getPublic();
        this.channel = channel;
        channel.queueDeclare(REPLIES, false, true, true, Map.of());
    }

    /** Before they are sealed. */
    static Arbitrary<String> bodies() {
        var schema = JavaSchema.of(BrokerRequest.class);
        var route = new Route(Service.VAULT, "", "", List.of(), Map.of());
        return Arbitraries.frequencyOf(Tuple.of(2, sound()), Tuple.of(3, Bodies.hostile(route, schema)));
    }

    private static Arbitrary<String> sound() {
        return Combinators.combine(
                        Arbitraries.of(Operation.class),
                        Arbitraries.of("", "a", "ä", "\\u0000"),
                        Arbitraries.of("", "contract-1", "contract-2", "x".repeat(512), "x".repeat(513)),
                        Arbitraries.of("", "k".repeat(31), "k".repeat(32), "l".repeat(32)),
                        Arbitraries.of(true, false),
                        Arbitraries.of("", "payload", "x".repeat(70_000)))
                .as((operation, tenant, id, key, paranoid, payload) ->
                        """
                        {"operation":"%s","tenant":"%s","id":"%s","key":"%s","paranoid":%s,"payload":"%s"}
                        """.formatted(operation, tenant, base64(id), base64(key), paranoid, base64(payload)));
    }

    /** Sealed, but for one in four; one in eight is damaged afterwards. */
    void send(OddMessage message, byte[] body) throws IOException {
        var correlation = Integer.toString(++sent);
        var properties = message.properties()
                .builder()
                .replyTo(REPLIES)
                .correlationId(correlation)
                .build();
        channel.basicPublish(
                Destination.VAULT.exchange, Destination.VAULT.routingKey, true, properties, sealed(correlation, body));
    }

    private byte[] sealed(String correlation, byte[] body) {
        try {
            var envelope = Envelope.to(vault);
            asked.put(correlation, envelope);
            var sealed = envelope.sealRequest(body);
            if (sent % 8 == 0) {
                sealed[sent % sealed.length] ^= 1;
            }
            return sent % 4 == 1 ? body : sealed;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Takes what has come; every request has its reply, and only one. */
    void assertAllAnswered() throws Exception {
        for (var reply = channel.basicGet(REPLIES, true); reply != null; reply = channel.basicGet(REPLIES, true)) {
            check(reply.getProps(), reply.getBody());
        }
        assertThat(asked.keySet()).as("requests without a reply").isEmpty();
    }

    private void check(BasicProperties properties, byte[] body) throws GeneralSecurityException {
        if (IntakeAnswer.TYPE.equals(properties.getType())) {
            return;
        }
        var envelope = asked.remove(properties.getCorrelationId());
        assertThat(envelope).as("the request that this is the first reply to").isNotNull();
        if (BrokerReply.NOT_UNDERSTOOD.equals(properties.getType())) {
            assertThat(new String(body, UTF_8)).contains("/problems/bad-request");
            return;
        }
        var reply = JSON.readValue(Objects.requireNonNull(envelope).openReply(body), BrokerReply.class);
        assertThat(reply.status() < 500 || reply.status() == 503)
                .as("%s: %s", reply, new String(reply.body(), UTF_8))
                .isTrue();
    }

    /** As JSON holds bytes. */
    private static String base64(String bytes) {
        return Base64.getEncoder().encodeToString(bytes.getBytes(UTF_8));
    }
}
