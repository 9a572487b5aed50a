package dev.signet.collection.imports;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.collection.testing.Rest;
import dev.signet.collection.testing.Rows;
import dev.signet.collection.testing.ViewsIT;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ViewsIT
class ImportIT {
    /** Lines of together more than the 32 MB that other bodies are limited to. */
    private static final List<byte[]> LONG =
            Collections.nCopies(340, ("\"" + "x".repeat(99_000) + "\"\n").getBytes(US_ASCII));

    private final Rest rest;
    private final Rows rows;
    private final String key = UUID.randomUUID().toString();

    @Autowired
    ImportIT(Rest rest, Rows rows) {
        this.rest = rest;
        this.rows = rows;
    }

    @Test
    void nothingIsAnImportToo() {
        var answer = rest.importing("");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"stored\":0,\"skipped\":0}");
    }

    @Test
    void payloadsAreTheBytesOfTheirLines() {
        var answer = rest.importing(" {\"name\": \"Zoë 🗝\" , \"n\":1.00}\t\r\n[ ]\n\"last\"");

        assertThat(answer.json().get("stored").asLong()).isEqualTo(3);
        var first = answer.json().get("firstRecordId").asString();
        var last = answer.json().get("lastRecordId").asString();
        assertThat(rows.payloads(Long.parseLong(first), Long.parseLong(last)))
                .containsExactly(" {\"name\": \"Zoë 🗝\" , \"n\":1.00}\t", "[ ]", "\"last\"");
    }

    @Test
    void manyLinesKeepTheirOrderAcrossChunks() {
        var answer = rest.importing(lines(1, 1234));

        assertThat(answer.json().get("stored").asLong()).isEqualTo(1234);
        assertThat(rows.payloads(
                        Long.parseLong(answer.json().get("firstRecordId").asString()),
                        Long.parseLong(answer.json().get("lastRecordId").asString())))
                .isEqualTo(lines(1, 1234).lines().toList());
    }

    @Test
    void aBadLineIsNamedAndAllBeforeItIsStored() {
        var before = rows.count();

        var answer = rest.importing(lines(1, 150) + "{\"open\":\n" + lines(1, 10));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/invalid-record");
        assertThat(answer.json().get("detail").asString()).startsWith("Line 151 is not one JSON value.");
        assertThat(answer.json().get("line").asLong()).isEqualTo(151);
        assertThat(answer.json().get("stored").asLong()).isEqualTo(150);
        assertThat(rows.count()).isEqualTo(before + 150);
    }

    @Test
    void aBlankLineAndTwoValuesAndTextAreNoRecords() {
        assertThat(rest.importing("1\n \n2").json().get("detail").asString()).startsWith("Line 2 is blank.");
        assertThat(rest.importing("{} {}").json().get("line").asLong()).isEqualTo(1);
        assertThat(rest.importing("hello").json().get("line").asLong()).isEqualTo(1);
    }

    @Test
    void aLineLongerThanARecordIsRefusedWithItsNumber() {
        var answer = rest.importing("1\n\"" + "x".repeat(5_000_000) + "\"\n3\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("line").asLong()).isEqualTo(2);
        assertThat(answer.json().get("stored").asLong()).isEqualTo(1);
        assertThat(answer.json().get("detail").asString()).contains("102400 bytes");
    }

    @Test
    void anImportMayBeLongerThanOtherBodies() {
        var answer = rest.send(importing(BodyPublishers.ofByteArrays(LONG)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("stored").asInt()).isEqualTo(LONG.size());
    }

    @Test
    void anImportThatSaysBeforehandHowLongItIsMayBeSoToo() {
        var bad = "bad\n".getBytes(US_ASCII);
        var length = bad.length + (long) LONG.size() * LONG.getFirst().length;
        var body = BodyPublishers.concat(BodyPublishers.ofByteArray(bad), BodyPublishers.ofByteArrays(LONG));

        var answer = rest.send(importing(BodyPublishers.fromPublisher(body, length)));

        assertThat(answer.json().get("line").asInt()).isEqualTo(1);
    }

    @Test
    void theSameAgainUnderTheSameKeyStoresNothingTwice() {
        var first = rest.importing(lines(1, 250), "Idempotency-Key", key);
        var before = rows.count();

        var again = rest.importing(lines(1, 250), "Idempotency-Key", key);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("stored").asLong()).isZero();
        assertThat(again.json().get("skipped").asLong()).isEqualTo(250);
        assertThat(again.json().get("lastRecordId")).isEqualTo(first.json().get("lastRecordId"));
        assertThat(rows.count()).isEqualTo(before);
    }

    @Test
    void anImportThatBrokeOffContinuesUnderItsKey() throws Exception {
        var before = rows.count();
        try (var connection = openImport(lines(1, 230) + "{\"half\"")) {
            await().until(() -> rows.count() == before + 200);
        }

        var answer = await().until(
                        () -> rest.importing(lines(1, 300), "Idempotency-Key", key), again -> again.status() != 409);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("skipped").asLong()).isEqualTo(200);
        assertThat(answer.json().get("stored").asLong()).isEqualTo(100);
        assertThat(rows.count()).isEqualTo(before + 300);
    }

    @Test
    void anImportWithABadLineContinuesUnderItsKeyOnceItIsCorrected() {
        rest.importing(lines(1, 120) + "bad\n" + lines(122, 130), "Idempotency-Key", key);

        var corrected = rest.importing(lines(1, 130), "Idempotency-Key", key);

        assertThat(corrected.json().get("skipped").asLong()).isEqualTo(120);
        assertThat(corrected.json().get("stored").asLong()).isEqualTo(10);
    }

    @Test
    void otherLinesUnderTheSameKeyAreRefused() {
        rest.importing(lines(1, 10), "Idempotency-Key", key);
        var before = rows.count();

        var other = rest.importing(lines(2, 20), "Idempotency-Key", key);
        var fewer = rest.importing(lines(1, 9), "Idempotency-Key", key);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("type").asString()).isEqualTo("/problems/idempotency-key-reused");
        assertThat(fewer.status()).isEqualTo(422);
        assertThat(rows.count()).isEqualTo(before);
    }

    @Test
    void twoImportsAtOnceUnderOneKeyAreRefused() throws Exception {
        var before = rows.count();
        try (var connection = openImport(lines(1, 100))) {
            await().until(() -> rows.count() == before + 100);

            var second = rest.importing(lines(1, 200), "Idempotency-Key", key);

            assertThat(second.status()).isEqualTo(409);
            assertThat(second.json().get("type").asString()).isEqualTo("/problems/import-under-way");
            assertThat(rows.count()).isEqualTo(before + 100);
        }
    }

    @Test
    void aKeyThatMakesNoSenseIsRefused() {
        assertThat(rest.importing("1", "Idempotency-Key", "x".repeat(201)).status())
                .isEqualTo(400);
        assertThat(rest.importing("1", "Idempotency-Key", "").status()).isEqualTo(400);
    }

    @Test
    void anotherContentTypeIsRefused() {
        var answer = rest.post("/api/v1/records", "application/json", "{}");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/unsupported-media-type");
    }

    /** An import under {@link #key} that has sent this much and goes on. */
    private Socket openImport(String lines) throws IOException {
        var body = lines.getBytes(UTF_8);
        var connection = new Socket("localhost", rest.port());
        var out = connection.getOutputStream();
        out.write("""
                POST /api/v1/records HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/x-ndjson\r
                Idempotency-Key: %s\r
                Transfer-Encoding: chunked\r
                \r
                %x\r
                """.formatted(key, body.length).getBytes(US_ASCII));
        out.write(body);
        out.write("\r\n".getBytes(US_ASCII));
        out.flush();
        return connection;
    }

    private HttpRequest.Builder importing(HttpRequest.BodyPublisher body) {
        return rest.request("/api/v1/records")
                .header("Content-Type", "application/x-ndjson")
                .POST(body);
    }

    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "{\"line\":" + i + "}\n")
                .collect(Collectors.joining());
    }
}
