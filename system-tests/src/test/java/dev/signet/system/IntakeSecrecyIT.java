package dev.signet.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import dev.signet.contract.Broker;
import dev.signet.contract.ReplyQueues;
import dev.signet.system.check.FileSearch;
import dev.signet.system.check.Needles;
import dev.signet.system.check.SecretForms;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Who takes everything that is kept and everything that is said – tables, files of the database, queues, answers, logs – finds no value that is masked,
 * encrypted or dropped, neither plain nor in hexadecimal or base64.
 */
@ExtendWith(OutputCaptureExtension.class)
class IntakeSecrecyIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String INTAKE = "collection-service.intake";
    private static final String UNSIGNED =
            "SELECT (SELECT count(*) FROM collection.record) - (SELECT count(*) FROM collection.signature)";

    private final Map<String, List<byte[]>> secrets = new HashMap<>();
    private final String user = UUID.randomUUID().toString();
    private final String ip = address();
    private final String device = secret("device", "Device-" + UUID.randomUUID());
    private final String email = secret("email", "Somebody-" + UUID.randomUUID() + "@example.org");
    private final String phone = secret("phone", "+49 170 " + UUID.randomUUID());
    private final String comment = secret("comment", "call me " + UUID.randomUUID());

    @Test
    void dumpOfEverythingRevealsNoClearValue(@TempDir Path directory, CapturedOutput output) throws Exception {
        var type = OwnType.in(directory);
        try (var system = TestSystem.create()
                .with("signet.intake.types-dir", type.directory())
                .with("signet.intake.recovery-key-file", type.publicKey())) {
            system.startAll().seed(10, 2);
            var found = Files.createDirectories(directory.resolve("found"));
            try (var connection = system.connectToBroker();
                    var channel = connection.createChannel()) {
                Files.writeString(found.resolve("queues"), sendAndReadQueues(channel), ISO_8859_1);
            }
            await().atMost(PATIENCE).until(() -> system.count(UNSIGNED) == 0 && system.isAllInTheAuditLog());
            system.execute("CHECKPOINT");
            Files.writeString(found.resolve("tables"), Dump.tables(system), ISO_8859_1);
            Files.writeString(found.resolve("answers"), answers(system));
            Files.writeString(found.resolve("output"), output.getAll());

            var places = new ArrayList<>(List.of(found));
            Dump.files(system).ifPresent(places::add);
            assertThat(new FileSearch(new Needles(secrets)).in(places)).isEmpty();
            var kept = Map.of("user", SecretForms.of(user.getBytes(UTF_8)));
            var shown = new FileSearch(new Needles(kept)).in(places);
            assertThat(shown)
                    .as("where what is kept stands")
                    .containsKeys(found.resolve("tables"), found.resolve("answers"));
            Dump.files(system)
                    .ifPresent(database -> assertThat(shown.keySet())
                            .as("files of the database where what is kept stands")
                            .anyMatch(file -> file.startsWith(database)));
        }
    }

    /** Returns when all have been answered, with everything that is in any queue then. */
    private String sendAndReadQueues(Channel channel) throws IOException {
        var replies = ReplyQueues.PREFIX + UUID.randomUUID();
        channel.queueDeclare(replies, false, false, true, Map.of());
        var messages = messages();
        for (var message : messages) {
            var properties = new BasicProperties.Builder()
                    .type(message.type())
                    .messageId(user)
                    .correlationId("1")
                    .replyTo(replies)
                    .build();
            channel.basicPublish(
                    Broker.INTAKE, "any", properties, message.body().getBytes(UTF_8));
        }
        await().atMost(PATIENCE).until(() -> channel.messageCount(replies) == messages.size());
        await().atMost(PATIENCE).until(() -> channel.messageCount(INTAKE) == 0); // with those that are under way
        var answers = contents(channel, replies);
        assertThat(answers).contains("STORED", "DUPLICATE", "PARKED");
        var parked = contents(channel, Broker.PARKING);
        assertThat(parked).containsPattern("p1\\.");
        return answers + parked;
    }

    private static String contents(Channel channel, String queue) throws IOException {
        var all = new StringBuilder();
        for (var next = channel.basicGet(queue, true); next != null; next = channel.basicGet(queue, true)) {
            all.append(next.getProps())
                    .append(new String(next.getBody(), ISO_8859_1))
                    .append('\n');
        }
        return all.toString();
    }

    private record Typed(String type, String body) {}

    /** Some that are stored, one that was before, and some that can be no record, each for another reason. */
    private List<Typed> messages() {
        var login =
                "{\"user_id\":\"%s\",\"app_version\":\"1\",\"device_type\":\"tv\",\"ip\":\"%s\",\"locale\":\"de\",\"device_id\":\"%s\"}"
                        .formatted(user, ip, device);
        var order = "{\"customer\":\"%s\",\"email\":\"%s\",\"phone\":\"%s\",\"comment\":\"%s\",\"unknown\":\"%s\"}"
                .formatted(user, email, phone, comment, comment);
        return List.of(
                new Typed("intake.login", login),
                new Typed("intake.login", login),
                new Typed("intake.login", login.replace(",\"locale\":\"de\"", "")),
                new Typed("intake.login", login.replace("}", ",\"" + ip + "\":\"" + device + "\"}")),
                new Typed("intake.login", login.replace(ip, ip + "/" + device)),
                new Typed("intake.login", login.replace("}", "")),
                new Typed("intake.login", login.replace("tv", device.repeat(3000))),
                new Typed("intake.logout", login),
                new Typed("intake.order", order),
                new Typed(
                        "intake.order",
                        order.replace("\"" + phone + "\"", "{\"" + phone + "\":[\"" + comment + "\"]}")),
                new Typed("intake.order", order.replace("\"" + email + "\"", "{\"" + email + "\":1}")),
                new Typed("intake.order", order.replace("customer", "client")));
    }

    private static String answers(TestSystem system) throws IOException {
        var all = new StringBuilder();
        for (var path : List.of(
                "/api/v1/intake",
                "/api/v1/intake/login",
                "/api/v1/intake/order",
                "/api/v1/parked-messages?limit=500")) {
            try (var answer =
                    system.url(Service.COLLECTION).resolve(path).toURL().openStream()) {
                all.append(new String(answer.readAllBytes(), UTF_8)).append('\n');
            }
        }
        return all.toString();
    }

    /** As it is written, and as it is masked: its 16 bytes. */
    private String address() {
        try {
            var random = new byte[14];
            new Random().nextBytes(random);
            var bytes = HexFormat.of().parseHex("2001" + HexFormat.of().formatHex(random));
            secrets.put("bytes of the address", SecretForms.of(bytes));
            return secret("address", InetAddress.getByAddress(bytes).getHostAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String secret(String name, String value) {
        secrets.put(name, SecretForms.of(value.getBytes(UTF_8)));
        secrets.put(
                "small " + name, SecretForms.of(value.toLowerCase(Locale.ROOT).getBytes(UTF_8)));
        return value;
    }
}
