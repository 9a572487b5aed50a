package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.rabbitmq.client.ConnectionFactory;
import dev.signet.contract.Broker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern DASHBOARD = Pattern.compile("dashboard +(\\S+)");
    private static final Pattern OPERATOR = Pattern.compile("operator +(\\S+) holds");
    private static final Pattern KEEPS_ADDRESS = Pattern.compile("events +(\\S+) holds the broker's address");

    @TempDir
    Path dir;

    @Test
    void demoSignsProvesAndReportsAndAnyJoseLibraryVerifiesWhatItExports() throws Exception {
        var report = dir.resolve("report.json");
        try (var demo = DemoProcess.start(
                "--records",
                "500",
                "--keys",
                "5",
                "--batch-size",
                "50",
                "--report",
                report.toString(),
                "--export",
                dir.resolve("out").toString())) {
            assertThat(demo.exitCode()).as(demo.output()).isZero();
            assertThat(demo.output()).contains("Next:     ./signet demo --port 8080 --keep-running ");
        }

        var figures = JSON.readTree(report.toFile());
        assertThat(figures.get("signed").asInt()).isEqualTo(500);
        assertThat(figures.get("batches").asInt()).isEqualTo(10);
        assertThat(figures.at("/leases/stored").asInt()).isEqualTo(10);
        assertThat(figures.get("invariants").values()).hasSize(5).allMatch(count -> count.asInt() == 0);
        assertThat(figures.get("recordsPerSecond").asDouble()).isPositive();
        assertThat(verifiedByNimbus(dir.resolve("out"))).isEqualTo(500);
    }

    @Test
    void demoThatIsToldToStopContinuesAndLeavesNoProcessBehind() throws Exception {
        continuesAfter(DemoProcess::terminate, true);
    }

    @Test
    void demoThatIsKilledContinues() throws Exception {
        continuesAfter(DemoProcess::kill, false);
    }

    @Test
    void demoThatKeepsRunningTakesEventsByTheBrokerWhoseAddressItKeeps() throws Exception {
        try (var demo = DemoProcess.start("--records", "0", "--keep-running")) {
            var file = Path.of(demo.await(KEEPS_ADDRESS).group(1));
            var console = URI.create(demo.await(DASHBOARD).group(1));
            assertThat(Files.getPosixFilePermissions(file)).containsExactly(PosixFilePermission.OWNER_READ);

            publish(Files.readString(file).strip(), """
                    {"specversion":"1.0","id":"1","source":"/demo","type":"com.example.said"}""");

            await().until(() ->
                    get(console.resolve("/api/v1/events?source=/demo")).contains("com.example.said"));
        }
    }

    @Test
    void demoThatKeepsRunningDoesWhatTheReadmeSaysOfTheVault() throws Exception {
        try (var demo = DemoProcess.start("--records", "100", "--keys", "2", "--keep-running")) {
            var console = URI.create(demo.await(DASHBOARD).group(1));
            var operator = Path.of(demo.await(OPERATOR).group(1));

            VaultReadme.typeAt(console, operator, dir);

            demo.terminate();
            assertThat(demo.exitCode()).as("told to stop").isNotZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--batch-size, 0, --batch-size must be from 1 to 10000",
        "--batch-size, 10001, --batch-size must be from 1 to 10000",
        "--records, -1, --records must be from 0",
        "--keys, 0, leaves nothing to sign",
        "--algorithm, MD5, choose one of Ed25519",
        "--concurrency, 0, --concurrency must be from 1",
        "--database, mysql://localhost/x, --database must look like",
        "--recrods, 5, Unknown option"
    })
    void whatMakesNoSenseIsRefusedWithOneSentence(String option, String value, String sentence) throws Exception {
        try (var demo = DemoProcess.start(option, value)) {
            assertThat(demo.exitCode()).as(demo.output()).isEqualTo(2);
            assertThat(demo.output())
                    .contains(sentence)
                    .endsWith("        ./signet demo --help lists the options\n")
                    .doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--database, postgresql://nobody:x@127.0.0.1:1/none, the database at",
        "--broker, amqp://nobody:x@127.0.0.1:1, the broker at"
    })
    void serverThatIsNotThereIsNamedAndExits4(String option, String value, String sentence) throws Exception {
        try (var demo = DemoProcess.start(option, value)) {
            assertThat(demo.exitCode()).as(demo.output()).isEqualTo(4);
            assertThat(demo.output())
                    .contains(
                            "signet: " + sentence,
                            "cannot be used",
                            "        is it there, and does it let this user in?")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void portThatIsTakenIsRefusedBeforeAnythingIsStarted() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var demo = DemoProcess.start("--port", String.valueOf(taken.getLocalPort()))) {
            assertThat(demo.exitCode()).as(demo.output()).isEqualTo(2);
            assertThat(demo.output())
                    .contains("signet: --port %d is in use already".formatted(taken.getLocalPort()))
                    .doesNotContain("started");
        }
    }

    private static void publish(String broker, String event) throws Exception {
        var connections = new ConnectionFactory();
        connections.setUri(broker);
        try (var connection = connections.newConnection();
                var channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.basicPublish(Broker.EVENTS, "audit.com.example.said", null, event.getBytes(StandardCharsets.UTF_8));
            channel.waitForConfirmsOrDie(10_000);
        }
    }

    private static String get(URI target) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(target).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private void continuesAfter(Consumer<DemoProcess> end, boolean inOrder) throws Exception {
        var data = dir.resolve("data");
        var report = dir.resolve("report.json");
        String[] options = {
            "--records",
            "10000",
            "--keys",
            "10",
            "--batch-size",
            "20",
            "--data-dir",
            data.toString(),
            "--report",
            report.toString()
        };
        try (var demo = DemoProcess.start(options)) {
            demo.awaitSomeSigned();
            end.accept(demo);
            assertThat(demo.exitCode()).as(demo.output()).isNotZero();
        }
        if (inOrder) {
            await().until(() -> serversOf(data) == 0);
        }

        try (var again = DemoProcess.start(options)) {
            assertThat(again.exitCode()).as(again.output()).isZero();
        }
        assertThat(JSON.readTree(report.toFile()).get("signed").asInt()).isEqualTo(10000);
        assertThat(serversOf(data)).isZero();
    }

    private static long serversOf(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(data.toString()))
                .count();
    }

    private static long verifiedByNimbus(Path export) throws Exception {
        var keys = JWKSet.load(export.resolve("jwks.json").toFile());
        try (Stream<String> lines = Files.lines(export.resolve("signatures.ndjson"))) {
            return lines.map(JSON::readTree)
                    .filter(line -> line.has("signature"))
                    .filter(line -> verifies(line, keys))
                    .count();
        }
    }

    private static boolean verifies(JsonNode line, JWKSet keys) {
        try {
            var compact = Stream.of("protected", "payload", "signature")
                    .map(part -> line.get(part).asString())
                    .toList();
            var jws = JWSObject.parse(String.join(".", compact));
            var key = keys.getKeyByKeyId(jws.getHeader().getKeyID()).toOctetKeyPair();
            return jws.verify(new Ed25519Verifier(key))
                    && line.get("recordId").asString().equals(jws.getHeader().getCustomParam("rid"));
        } catch (Exception e) {
            throw new AssertionError(line.toString(), e);
        }
    }
}
