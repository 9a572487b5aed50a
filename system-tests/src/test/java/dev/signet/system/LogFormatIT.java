package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A worker's log as a collector of logs reads it. */
class LogFormatIT {
    @Test
    void everyLineIsAnObjectAndThoseOfABatchSayWhichAndInWhichTrace() throws Exception {
        try (var receiver = new OtlpReceiver();
                var signet = TestSystem.create().with("signet.batch-size", 50)) {
            signet.start(Service.KEYS);
            signet.start(Service.COLLECTION);
            signet.start(Service.DISPATCHER);
            var launch = signet.launch(Service.SIGNING, "signing-ecs", Map.of("logging.level.dev.signet", "debug"))
                    .with("SIGNET_LOG_FORMAT", "ecs")
                    .with("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url().toString());
            Files.deleteIfExists(launch.log());
            try (var worker = launch.start().awaitServing()) {
                signet.seed(100, 5).untilEnded();
                worker.terminate();
                worker.awaitExit(Duration.ofSeconds(30));
            }

            var lines = lines(launch);
            assertThat(lines).allMatch(JsonNode::isObject);
            var ends = lines.stream()
                    .filter(line -> line.path("message").asString("").contains("under lease"))
                    .toList();
            assertThat(ends).hasSizeGreaterThanOrEqualTo(2).allSatisfy(line -> {
                assertThat(line.path("log").path("level").asString()).isEqualTo("DEBUG");
                assertThat(line.path("service").path("name").asString()).isEqualTo("signing-service");
                assertThat(line.path("batch").asString("")).matches("\\d+");
                assertThat(line.path("message").asString())
                        .startsWith("Batch %s under lease"
                                .formatted(line.path("batch").asString("")));
                assertThat(line.path("run").asString()).isEqualTo("1");
                assertThat(line.path("key").asString("")).hasSize(43);
                assertThat(line.path("trace").path("id").asString())
                        .isIn(receiver.spans().stream()
                                .map(OtlpReceiver.Received::trace)
                                .toList());
            });
            saysNothingOfWhatItSigns(signet, Files.readString(launch.log()) + receiver.spans());
        }
    }

    // Not even where everything is logged.
    private static void saysNothingOfWhatItSigns(TestSystem signet, String said) throws IOException {
        assertThat(signet.texts("SELECT substring(convert_from(payload, 'UTF8') FROM 5 FOR 40) FROM collection.record"))
                .hasSize(100)
                .allSatisfy(content -> assertThat(said).doesNotContain(content));
        assertThat(said).doesNotContain(signet.tokenOf("signing-service"));
    }

    private static List<JsonNode> lines(Launch launch) throws IOException {
        var json = new JsonMapper();
        return Files.readAllLines(launch.log()).stream().map(json::readTree).toList();
    }
}
