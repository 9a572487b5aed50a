package dev.signet.vault.item;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.ConnectionFactory;
import dev.signet.testing.TestBroker;
import dev.signet.vault.RunningVault;
import dev.signet.vaultclient.BrokerVault;
import dev.signet.vaultclient.Envelope;
import dev.signet.vaultclient.HttpVault;
import dev.signet.vaultclient.Vault;
import dev.signet.vaultclient.VaultFailure;
import dev.signet.vaultclient.VaultFailure.Reason;
import dev.signet.vaultclient.VaultSettings;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

/** The vault as request and reply over a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // started before all tests
class BrokerVaultIT {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final byte[] PAYLOAD = "what only its owner reads".getBytes(UTF_8);

    private RunningVault running;
    private Vault vault;

    @BeforeAll
    void start(@TempDir Path directory) {
        running = run(directory);
        vault = over(running.broker(), running.bean(KeyPair.class).getPublic(), DEADLINE);
    }

    RunningVault run(Path directory) {
        return new RunningVault(directory);
    }

    @AfterAll
    void stop() {
        vault.close();
        running.close();
    }

    @Test
    void whatIsStoredOverTheBrokerOpensThereAndOverHttp() {
        var id = id();
        var key = vault.store(id, PAYLOAD);

        assertThat(vault.retrieve(id, key)).isEqualTo(PAYLOAD);
        try (var overHttp = HttpVault.at(VaultSettings.of(running.uri()))) {
            assertThat(overHttp.retrieve(id, key)).isEqualTo(PAYLOAD);
        }
        vault.remove(id, key);
        refused(Reason.REMOVED, () -> vault.retrieve(id, key));
    }

    @Test
    void refusalIsAReplyAndComesAtOnce() {
        var id = id();
        vault.store(id, PAYLOAD);
        refused(Reason.NOT_OPENED, () -> vault.retrieve(id(), new byte[32]));
        refused(Reason.NOT_OPENED, () -> vault.retrieve(id, new byte[32]));
        refused(Reason.NOT_OPENED, () -> vault.remove(id, new byte[32]));
        refused(Reason.REFUSED, () -> vault.retrieve(id(), new byte[31]));
        refused(Reason.TOO_LARGE, () -> vault.store(id(), new byte[1024 * 1024 + 1]));
    }

    @Test
    void requestThatIsSealedToAnotherKeyIsAnsweredInWords() throws NoSuchAlgorithmException {
        var another = KeyPairGenerator.getInstance("X25519").generateKeyPair().getPublic();
        try (var mistaken = over(running.broker(), another, DEADLINE)) {
            var failure = refused(Reason.REFUSED, () -> mistaken.store(id(), PAYLOAD));

            assertThat(failure).hasMessageContaining("is it sealed to the vault's public key?");
        }
    }

    @Test
    void repliesGoToNoQueueThatIsForSomethingElse() throws Exception {
        var broker = new ConnectionFactory();
        broker.setUri(running.broker());
        try (var connection = broker.newConnection();
                var channel = connection.createChannel()) {
            var somebodyElses = "somebody-elses-" + UUID.randomUUID();
            var mine = "signet.replies." + UUID.randomUUID();
            for (var queue : List.of(somebodyElses, mine)) {
                channel.queueDeclare(queue, false, true, true, Map.of());
                var request = new BasicProperties.Builder().replyTo(queue).correlationId("1");
                channel.basicPublish("signet.commands", "vault.request", request.build(), new byte[100]);
            }

            await().atMost(DEADLINE).until(() -> channel.messageCount(mine) == 1);
            await().atMost(DEADLINE).until(() -> channel.messageCount("vault-service.requests") == 0);
            assertThat(channel.messageCount(somebodyElses)).isZero();
        }
    }

    @Test
    void requestThatSaysNotAllIsAnsweredInWords() throws Exception {
        var publicKey = running.bean(KeyPair.class).getPublic();
        for (var json : List.of("{}", "[]", "{\"operation\":\"STORE\"}", "{\"operation\":\"DREAM\"}")) {
            var envelope = Envelope.to(publicKey);
            var sealed = envelope.sealRequest(json.getBytes(UTF_8));

            assertThat(replyTo(sealed)).as(json).contains("/problems/bad-request");
        }
    }

    private String replyTo(byte[] request) throws Exception {
        var broker = new ConnectionFactory();
        broker.setUri(running.broker());
        try (var connection = broker.newConnection();
                var channel = connection.createChannel()) {
            var mine = "signet.replies." + UUID.randomUUID();
            channel.queueDeclare(mine, false, true, true, Map.of());
            var asking = new BasicProperties.Builder().replyTo(mine).correlationId("1");
            channel.basicPublish("signet.commands", "vault.request", asking.build(), request);
            var reply = await().atMost(DEADLINE).until(() -> channel.basicGet(mine, true), Objects::nonNull);
            return new String(reply.getBody(), UTF_8);
        }
    }

    @Test
    void whereNobodyTakesRequestsThatIsTheReason() {
        try (var empty = TestBroker.embedded();
                var alone = over(
                        URI.create(empty.amqpUri()), running.bean(KeyPair.class).getPublic(), Duration.ofSeconds(2))) {
            var failure = refused(Reason.UNAVAILABLE, () -> alone.store(id(), PAYLOAD));

            assertThat(failure)
                    .hasMessageMatching("(?s).*(no vault takes requests|the broker hung up: .*signet.commands).*");
        }
    }

    @Test
    void whereNoVaultIsLeftThatIsTheReason() {
        var taking = running.bean(SimpleMessageListenerContainer.class);
        taking.stop();
        try (var left = over(running.broker(), running.bean(KeyPair.class).getPublic(), Duration.ofSeconds(2))) {
            var failure = refused(Reason.UNAVAILABLE, () -> left.store(id(), PAYLOAD));

            assertThat(failure).hasMessageContaining("no vault takes requests from the broker, 1 wait there");
        } finally {
            taking.start();
        }
    }

    @Test
    void whereThereIsNoBrokerThatIsTheReasonAndItsPasswordIsNotTold() {
        var broker = TestBroker.embedded();
        var uri = URI.create(broker.amqpUri());
        broker.close();
        try (var alone = over(uri, running.bean(KeyPair.class).getPublic(), Duration.ofSeconds(2))) {
            var failure = refused(Reason.UNAVAILABLE, () -> alone.store(id(), PAYLOAD));

            assertThat(failure)
                    .hasMessageContaining("the broker cannot be reached")
                    .hasMessageNotContaining(uri.getUserInfo().split(":", 2)[1]);
        }
    }

    private static VaultFailure refused(Reason reason, ThrowingCallable call) {
        var failure = catchThrowableOfType(VaultFailure.class, call);
        assertThat(failure.reason()).isEqualTo(reason);
        return failure;
    }

    private static Vault over(URI broker, PublicKey publicKey, Duration deadline) {
        return BrokerVault.at(VaultSettings.of(broker).within(deadline, deadline), publicKey);
    }

    private static byte[] id() {
        return UUID.randomUUID().toString().getBytes(UTF_8);
    }
}
