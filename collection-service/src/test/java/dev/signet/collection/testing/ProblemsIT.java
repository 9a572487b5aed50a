package dev.signet.collection.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ViewsIT
class ProblemsIT {
    private final Rest rest;

    @Autowired
    ProblemsIT(Rest rest) {
        this.rest = rest;
    }

    @ParameterizedTest
    @CsvSource({
        "/, 404, not-found",
        "/nothing, 404, not-found",
        "/error, 404, not-found",
        "//api/v1/progress, 400, bad-request",
        "/internal/batches/1, 401, unauthenticated",
        "/api/v1/nothing, 404, not-found",
        "/api/v1/records/abc, 400, bad-request",
        "/api/v1/records/0, 400, bad-request",
        "/api/v1/records/-1, 400, bad-request",
        "/api/v1/records/99999999999999999999, 400, bad-request",
        "/api/v1/records/999999999999, 404, not-found",
        "/api/v1/batches/abc, 400, bad-request",
        "/api/v1/runs/abc, 400, bad-request",
        "/api/v1/records?limit=0, 400, bad-request",
        "/api/v1/records?limit=501, 400, bad-request",
        "/api/v1/records?limit=many, 400, bad-request",
        "/api/v1/records?cursor=!, 400, bad-request",
        "/api/v1/records?cursor=YWJj, 400, bad-request",
        "/api/v1/records?status=LOST, 400, bad-request",
        "/api/v1/batches?state=LOST, 400, bad-request",
        "/api/v1/batches?limit=-1, 400, bad-request",
        "/api/v1/runs?cursor=LTE, 400, bad-request",
        "/api/v1/parked-messages?limit=1000, 400, bad-request"
    })
    void whatMakesNoSenseIsACleanProblem(String path, int status, String type) {
        var answer = rest.get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/" + type);
        assertThat(answer.json().get("detail").asString()).isNotBlank();
    }

    @Test
    void typeOfAProblemLeadsToAPageThatExplainsIt() {
        var type = rest.get("/api/v1/records/999999999999/signature").json().get("type");

        var page = rest.get(type.asString(), "application/problem+json, */*;q=0.1");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.contentType()).isEqualTo("text/plain;charset=UTF-8");
        assertThat(new String(page.response().body(), StandardCharsets.UTF_8))
                .startsWith("not-found\n\n")
                .contains("There is no such thing")
                .doesNotContain("not-implemented");
        assertThat(rest.get("/problems").status()).isEqualTo(200);
        assertThat(rest.get("/problems/unheard-of").status()).isEqualTo(404);
    }

    @Test
    void anotherMethodIsRefusedWithThoseThatAreAllowed() {
        var answer = rest.send(rest.request("/api/v1/progress").POST(BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.response().headers().firstValue("Allow")).contains("GET");
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/method-not-allowed");
    }

    @Test
    void aParameterThatCannotBeDecodedIsABadRequest() {
        var answer = rest.get("/api/v1/records?cursor=%ff");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").asString()).contains("percent-encode");
    }

    @Test
    void anotherFormThanThereIsIsRefused() {
        var answer = rest.get("/api/v1/progress", "text/html");

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/not-acceptable");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        var body = "x".repeat(34_000_000);
        var token = "Bearer token-of-key-service";

        var announced = rest.post("/internal/parked-messages", "application/json", body, "Authorization", token);
        var unannounced = rest.send(rest.request("/internal/parked-messages")
                .header("Authorization", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(("\"" + body).getBytes(StandardCharsets.UTF_8)))));

        assertThat(announced.status()).isEqualTo(413);
        assertThat(announced.json().get("type").asString()).isEqualTo("/problems/content-too-large");
        assertThat(unannounced.status()).isEqualTo(400);
        assertThat(unannounced.contentType()).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /api/v1/runs?\"<>|, Accept: */*, 400, bad-request",
        "GET /api/v1/runs/%zz, Accept: */*, 400, bad-request",
        "GET /api/v1/runs, Content-Length: -1, 400, bad-request",
        "GET /api/v1/runs, Transfer-Encoding: fuzz, 400, bad-request",
        "POST /api/v1/records, 'Content-Type: application/x-ndjson\r\nIdempotency-Key: a\u0085b', 400, bad-request",
        "GET /api/v1/runs/x, Accept: a/b/c, 400, bad-request",
        "GET /api/v1/runs, Accept: text/html;q=x, 200, ",
        "POST /api/v1/records, Content-Type: */*, 415, unsupported-media-type"
    })
    void whatTheServerItselfRefusesIsAProblemToo(String line, String header, int status, @Nullable String type)
            throws IOException {
        var answer = rest.sendAsItStands(
                "%s HTTP/1.1\r\nHost: localhost\r\n%s\r\nConnection: close\r\n\r\n".formatted(line, header));

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").doesNotContain("<html");
        if (type != null) {
            assertThat(answer).contains("application/problem+json").contains("\"/problems/" + type + "\"");
        }
    }

    @Test
    void theDescriptionHasAllThatPeopleMayCallAndNothingElse() {
        var paths = rest.get("/openapi.json").json().get("paths");

        assertThat(paths.propertyNames())
                .containsExactlyInAnyOrder(
                        "/api/v1/progress",
                        "/api/v1/keyrings",
                        "/api/v1/records",
                        "/api/v1/records/{id}",
                        "/api/v1/records/{id}/signature",
                        "/api/v1/records/{id}/signing-input",
                        "/api/v1/exports/signatures.ndjson",
                        "/api/v1/batches",
                        "/api/v1/batches/{id}",
                        "/api/v1/runs",
                        "/api/v1/runs/{id}",
                        "/api/v1/version",
                        "/api/v1/promises",
                        "/api/v1/outbox",
                        "/api/v1/batches/{id}/replay",
                        "/api/v1/intake",
                        "/api/v1/intake/{type}",
                        "/api/v1/intake-keys",
                        "/api/v1/intake-keys/{version}",
                        "/api/v1/parked-messages",
                        "/api/v1/parked-messages/{id}",
                        "/api/v1/parked-messages/{id}/replay");
        assertThat(rest.get("/docs").status()).isBetween(200, 302);
    }
}
