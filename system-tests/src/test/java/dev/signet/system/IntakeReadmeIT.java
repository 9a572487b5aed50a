package dev.signet.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.signet.contract.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The README's own type does what it says, and what the service has sealed the command line reads back. */
class IntakeReadmeIT {
    private static final String ORDER =
            "{\"customer\":\"u42\",\"email\":\"Ada@Example.org\",\"phone\":\"+49 170 4711\",\"comment\":\"call me\"}";
    private static final String LOGIN =
            "{\"user_id\":\"u42\",\"app_version\":\"1\",\"device_type\":\"tv\",\"ip\":\"2001:DB8::7\",\"locale\":\"de\",\"device_id\":\"Living Room\"}";

    @TempDir
    private Path directory;

    @Test
    void whatTheServiceHasSealedIsReadBackByTheCommandLineWithThePrivateKeyAlone() throws Exception {
        var type = OwnType.in(directory);
        var other = OwnType.in(directory.resolve("other"));
        try (var system = TestSystem.create()
                .with("signet.intake.types-dir", type.directory())
                .with("signet.intake.recovery-key-file", type.publicKey())) {
            system.start(Service.COLLECTION);
            publish(system, "intake.order", ORDER);
            publish(system, "intake.login", LOGIN);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> system.count("SELECT count(*) FROM collection.intake_row") == 2);

            var listed = fields(system, "list", "order", "--user", "u42");
            assertThat(listed.propertyNames()).containsExactly("customer", "email", "phone");
            assertThat(listed.get("email").asString()).matches("h1\\.[\\w-]{43}");
            assertThat(listed.get("phone").asString()).startsWith("e1.");

            var key = type.privateKey().toString();
            assertThat(fields(system, "recover", "order", "--key", key, "--user", "u42"))
                    .hasToString("{\"customer\":\"u42\",\"email\":\"Ada@Example.org\",\"phone\":\"+49 170 4711\"}");
            var login = fields(system, "recover", "login", "--key", key, "--user", "u42");
            assertThat(login.get("ip").asString()).isEqualTo("2001:DB8::7");
            assertThat(login.get("device_id").asString()).isEqualTo("Living Room");

            var stranger = new Cli(system)
                    .run(
                            "intake",
                            "recover",
                            "order",
                            "--key",
                            other.privateKey().toString());
            assertThat(stranger.exitCode()).isEqualTo(1);
            assertThat(stranger.err()).contains("was not sealed to this key");
        }
    }

    @Test
    void typeThatEncryptsWithoutARecoveryKeyStopsTheStart() throws Exception {
        try (var system = TestSystem.create()
                .with("signet.intake.types-dir", OwnType.in(directory).directory())) {
            assertThatThrownBy(() -> system.start(Service.COLLECTION))
                    .hasStackTraceContaining(
                            "order.json cannot be used: its fields are to be encrypted, to which SIGNET_INTAKE_RECOVERY_KEY_FILE names no key");
        }
    }

    private static void publish(TestSystem system, String type, String body) throws Exception {
        try (var connection = system.connectToBroker();
                var channel = connection.createChannel()) {
            channel.confirmSelect();
            var properties = new BasicProperties.Builder().type(type).build();
            channel.basicPublish(Broker.INTAKE, "any", properties, body.getBytes(UTF_8));
            channel.waitForConfirmsOrDie(10_000);
        }
    }

    /** Of the one row that the command finds. */
    private static JsonNode fields(TestSystem system, String command, String type, String... options) {
        var words = Stream.concat(Stream.of("intake", command, type, "-o", "ndjson"), Arrays.stream(options))
                .toArray(String[]::new);
        var said = new Cli(system).run(words);
        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out().lines()).hasSize(1);
        return new JsonMapper().readTree(said.out()).get("fields");
    }
}
