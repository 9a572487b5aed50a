package dev.signet.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.contract.Algorithm;
import dev.signet.platform.tls.PeerTls;
import dev.signet.seed.SeedListener;
import dev.signet.seed.SeedSettings;
import dev.signet.seed.Seeder;
import dev.signet.standalone.Services;
import dev.signet.standalone.Standalone;
import dev.signet.testing.TestBroker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From ElasticMQ over the bridge into a whole Signet: what the intake answers is what the bridge takes it for. */
class SqsIntakeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Map<String, Object> SETTINGS =
            Map.of("signet.amqp.profile", "embedded", "signet.linger", "200ms");
    private static final int LOGINS = 25;
    private static final int PLAIN = 5;

    @Test
    void loginIsSignedAndWhatIsNoneIsParkedAndNeitherIsLeft(@TempDir Path directory) throws Exception {
        try (var sqs = ElasticMq.start();
                var broker = TestBroker.embedded();
                var signet = Standalone.start(null, URI.create(broker.amqpUri()), SETTINGS, directory, 0)) {
            seed(signet.services());
            var queue = sqs.queue();
            for (int i = 0; i < LOGINS; i++) {
                sqs.send(queue, login(i), Optional.empty());
            }
            for (int i = 0; i < PLAIN; i++) {
                sqs.send(queue, "as it stands " + i, Optional.of("record"));
            }
            sqs.send(queue, login(0).replace(",\"locale\":\"de\"", ""), Optional.empty());

            try (var bridge = SqsBridge.start(settings(sqs, queue, broker))) {
                assertThat(bridge).isNotNull();
                await().atMost(PATIENCE).until(() -> sqs.left(queue) == 0);
            }

            var collection = signet.services().collectionUrl();
            await().atMost(PATIENCE)
                    .until(() -> get(collection, "/api/v1/records?status=SIGNED&limit=100")
                                    .size()
                            == LOGINS + PLAIN);
            assertThat(get(collection, "/api/v1/intake/login").valueStream())
                    .hasSize(LOGINS)
                    .allMatch(login -> login.get("status").asString().equals("SIGNED"))
                    .allMatch(login -> login.at("/fields/ip").asString().startsWith("h1."));
            assertThat(get(collection, "/api/v1/parked-messages").valueStream())
                    .singleElement()
                    .matches(parked -> parked.get("reason").asString().equals("/locale is missing"));
        }
    }

    private static Settings settings(ElasticMq sqs, String queue, TestBroker broker) {
        return new Settings(
                queue, Optional.of(sqs.endpoint()), URI.create(broker.amqpUri()), "intake.login", 2, 1, PATIENCE);
    }

    private static String login(int number) {
        return "{\"user_id\":\"u%d\",\"app_version\":\"1\",\"device_type\":\"tv\",\"ip\":\"192.0.2.%d\",\"locale\":\"de\",\"device_id\":\"d\"}"
                .formatted(number, number);
    }

    private static JsonNode get(URI server, String path) throws IOException {
        try (var answer = server.resolve(path).toURL().openStream()) {
            return new JsonMapper()
                    .readTree(new String(answer.readAllBytes(), UTF_8))
                    .get("items");
        }
    }

    private static void seed(Services services) throws InterruptedException {
        var settings = new SeedSettings(
                services.collectionUrl(),
                services.keyUrl(),
                0,
                2,
                Algorithm.ED25519,
                2,
                1,
                "",
                PeerTls.off(),
                PATIENCE);
        Seeder.seed(settings, new SeedListener() {
            @Override
            public void say(String sentence) {}

            @Override
            public void sent(long records, long total) {}
        });
    }
}
