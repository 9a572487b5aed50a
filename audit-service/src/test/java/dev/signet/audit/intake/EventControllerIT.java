package dev.signet.audit.intake;

import static dev.signet.audit.RunningAudit.BATCH;
import static dev.signet.audit.RunningAudit.ONE;
import static dev.signet.audit.RunningAudit.event;
import static dev.signet.audit.RunningAudit.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.audit.RunningAudit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventControllerIT {
    private static RunningAudit audit;

    private final String source = "/" + UUID.randomUUID();

    @BeforeAll
    static void start(@TempDir Path directory) {
        audit = RunningAudit.start(directory);
    }

    @AfterAll
    static void stop() {
        audit.close();
    }

    @Test
    void eventIsInTheLogOnceItIsAnswered() {
        var answer = audit.submit(event(source, "1", "com.example.account.created", "{\"identity\":\"4711\"}"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var logindex = json(answer).get("logindex").asString();
        var stored = audit.get("/api/v1/events/" + logindex);
        assertThat(stored.headers().firstValue("Content-Type")).hasValue(ONE);
        assertThat(stored.body())
                .isEqualTo(
                        ("{\"logindex\":\"%s\",\"receivedtime\":\"%s\",\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"%s\","
                                        + "\"type\":\"com.example.account.created\",\"subject\":\"customer-1\",\"time\":\"2026-11-30T17:31:00Z\","
                                        + "\"actor\":\"alice\",\"outcome\":\"success\",\"data\":{\"identity\":\"4711\"}}")
                                .formatted(
                                        logindex,
                                        json(answer).get("receivedtime").asString(),
                                        source));
    }

    @Test
    void sameEventAgainIsAnsweredWithTheSameBytes() {
        var first = audit.submit(event(source, "1", "t", "{\"a\":1}"));

        var again = audit.submit(event(source, "1", "t", "{ \"a\" : 1 }"));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void otherEventUnderTheSameIdIsAConflictThatNamesTheFirst() {
        var first = json(audit.submit(event(source, "1", "t", "{\"a\":1}")));

        var other = audit.submit(event(source, "1", "t", "{\"a\":2}"));

        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(other).get("type").asString()).isEqualTo("/problems/event-differs");
        assertThat(json(other).get("logindex")).isEqualTo(first.get("logindex"));
        assertThat(audit.getJson("/api/v1/events?source=" + source).get("items"))
                .hasSize(1);
    }

    @Test
    void batchIsNumberedInItsOrderAndAnsweredEventByEvent() {
        var answer = audit.submitAll(IntStream.range(0, 3000)
                .mapToObj(i -> event(source, "n" + i, "t", "{\"n\":" + i + "}"))
                .toList());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var results = json(answer).get("results");
        assertThat(results).hasSize(3000);
        var first = Long.parseLong(results.get(0).get("logindex").asString());
        for (var i = 0; i < 3000; i++) {
            assertThat(results.get(i).get("id").asString()).isEqualTo("n" + i);
            assertThat(results.get(i).get("logindex").asString()).isEqualTo(Long.toString(first + i));
        }
    }

    @Test
    void whatIsRefusedInABatchHoldsUpNothingElse() {
        audit.submit(event(source, "taken", "t", "{\"a\":1}"));

        var answer = audit.submitAll(List.of(
                event(source, "1", "t", "{}"),
                "{\"id\":\"no event\"}",
                event(source, "taken", "t", "{\"a\":2}"),
                event(source, "1", "t", "{}"),
                event(source, "2", "t", "{}")));

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(json(answer)
                        .get("results")
                        .valueStream()
                        .map(result -> result.get("status").asString()))
                .containsExactly("COMMITTED", "INVALID", "DIFFERENT", "COMMITTED", "COMMITTED");
        assertThat(audit.getJson("/api/v1/events?source=" + source).get("items"))
                .hasSize(3);
    }

    @Test
    void bodyMayBePacked() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(event(source, "1", "t", "{}").getBytes(UTF_8));
        }
        var request = HttpRequest.newBuilder(audit.uri("/api/v1/events"))
                .header("Content-Type", ONE)
                .header("Content-Encoding", "gzip");

        assertThat(audit.send(request.copy().POST(BodyPublishers.ofByteArray(packed.toByteArray())))
                        .statusCode())
                .isEqualTo(200);
        assertThat(audit.send(request.copy().POST(BodyPublishers.ofString("not packed")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(audit.post("/api/v1/events", ONE, "{}", "Content-Encoding", "br")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void packedBodyThatIsTooLargeOnceUnpackedIsRefused() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (var i = 0; i < 40; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        var request = HttpRequest.newBuilder(audit.uri("/api/v1/events"))
                .header("Content-Type", BATCH)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray()));

        assertThat(audit.send(request).statusCode()).isEqualTo(413);
    }

    @Test
    void whatIsNoEventIsAProblemThatSaysWhatToDo() {
        var answer = audit.submit("{\"specversion\":\"1.0\",\"id\":\"1\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("type").asString()).isEqualTo("/problems/invalid-event");
        assertThat(json(answer).get("detail").asString()).isEqualTo("source is missing.");
        assertThat(audit.post("/api/v1/events", "application/json", "{}").statusCode())
                .isEqualTo(415);
        assertThat(audit.post("/api/v1/events", BATCH, "{}").statusCode()).isEqualTo(400);
        assertThat(json(audit.post("/api/v1/events", BATCH, "[]")).get("results"))
                .isEmpty();
    }
}
