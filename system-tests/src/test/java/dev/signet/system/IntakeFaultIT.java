package dev.signet.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.signet.contract.Broker;
import dev.signet.testing.TestBroker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Typed messages through faults of what is around the intake; the faults of the service itself are {@link CrashPointIT}'s. */
class IntakeFaultIT {
    private static final int LOGINS = 3000;
    private static final int SENDERS_REPEATS = 200;
    private static final int SEEDED = 10;

    @Test
    void everyLoginIsStoredOnceAndSignedThoughTheBrokerIsRestarted() throws Exception {
        try (var signet = TestSystem.on(rabbit()).with("signet.batch-size", 50)) {
            signet.startAll().seed(SEEDED, 5);
            try (var connection = signet.database().connect();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute(
                        "LOCK TABLE collection.intake_message IN ACCESS EXCLUSIVE MODE"); // so none is committed
                send(signet, 0, LOGINS / 2);
                signet.database().awaitBackendWaitingForLock();

                signet.broker().restart(); // with all of them queued or under way
                connection.rollback();
            }

            // who does not know whether all of it was taken sends some again
            send(signet, LOGINS / 2 - SENDERS_REPEATS, LOGINS);
            await().atMost(Duration.ofMinutes(2)).until(() -> counted(signet, "stored") == LOGINS);
            signet.assertProved(SEEDED + LOGINS);
            // what was under way was committed, but could not be acknowledged any more
            assertThat(counted(signet, "duplicates")).isGreaterThan(SENDERS_REPEATS);
            assertThat(signet.count("SELECT count(*) FROM collection.intake_row"))
                    .isEqualTo(LOGINS);
        }
    }

    private static long counted(TestSystem signet, String what) {
        return signet.count("SELECT coalesce(sum(%s), 0) FROM collection.intake_count".formatted(what));
    }

    private static void send(TestSystem signet, int from, int to) throws Exception {
        try (var connection = signet.connectToBroker();
                var channel = connection.createChannel()) {
            channel.confirmSelect();
            for (int i = from; i < to; i++) {
                channel.basicPublish(Broker.INTAKE, "logins", true, properties(i), login(i));
            }
            channel.waitForConfirmsOrDie(60_000);
        }
    }

    private static BasicProperties properties(int number) {
        return new BasicProperties.Builder()
                .messageId("login-" + number)
                .type("intake.login")
                .deliveryMode(2)
                .build();
    }

    private static byte[] login(int number) {
        return "{\"user_id\":\"u%d\",\"app_version\":\"1\",\"device_type\":\"tv\",\"ip\":\"192.0.2.%d\",\"locale\":\"de\",\"device_id\":\"d%d\"}"
                .formatted(number, number % 250, number % 100)
                .getBytes(UTF_8);
    }

    private static TestBroker rabbit() {
        var rabbit = TestBroker.rabbit();
        assumeTrue(rabbit.isPresent(), "no RabbitMQ: install the Debian package rabbitmq-server");
        assumeTrue(rabbit.get().canBeStopped(), "the given RabbitMQ is not ours to stop");
        return rabbit.get();
    }
}
