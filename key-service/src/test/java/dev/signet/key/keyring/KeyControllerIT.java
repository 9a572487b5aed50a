package dev.signet.key.keyring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.contract.Algorithm;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyringName;
import dev.signet.contract.KeyringSummary;
import dev.signet.contract.KeyringSummary.Keys;
import dev.signet.contract.PublicKeys;
import dev.signet.key.RunningKeyService;
import dev.signet.key.Worker;
import dev.signet.key.material.KeyGenerator;
import dev.signet.platform.crypto.Jwk;
import java.io.ByteArrayInputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class KeyControllerIT {
    private static final KeyringName MAIL = new KeyringName("mail");

    private static RunningKeyService service;

    @BeforeAll
    static void start(@TempDir Path directory) {
        service = RunningKeyService.start(directory);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void generatedKeysAreListedPageByPage() {
        service.clear();
        service.generateKeys(5);
        var seen = new ArrayList<String>();
        var page = service.getJson("/api/v1/keys?limit=2");
        while (true) {
            page.path("items").forEach(key -> seen.add(key.path("id").asString()));
            if (!page.has("next")) {
                break;
            }
            page = service.getJson(
                    "/api/v1/keys?limit=2&cursor=" + page.path("next").asString());
        }

        assertThat(seen).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();
        var key = service.getJson("/api/v1/keys/" + seen.getFirst());
        assertThat(key.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "algorithm",
                        "keyring",
                        "state",
                        "lastUsedTick",
                        "useCount",
                        "token",
                        "createdAt",
                        "origin");
        assertThat(key.path("keyring").asString()).isEqualTo("default");
        assertThat(key.path("algorithm").asString()).isEqualTo("Ed25519");
        assertThat(key.path("origin").asString()).isEqualTo("GENERATED");
    }

    @Test
    void publicKeyIsThatOfTheJwkSet() throws Exception {
        var id = service.generateKeys(1).getFirst();
        var pem = service.get("/api/v1/keys/" + id + "/public.pem").body();
        var body = pem.replaceAll("-----[A-Z ]+-----|\\s", "");

        var key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
        assertThat(key).isNotNull();

        var jwks = service.getJson("/.well-known/jwks.json").path("keys");
        var jwk = jwks.valueStream()
                .filter(one -> one.path("kid").asString().equals(id.value()))
                .findFirst()
                .orElseThrow();
        assertThat(jwk.path("kty").asString()).isEqualTo("OKP");
        assertThat(jwk.has("alg")).isFalse();
    }

    @Test
    void bodyWithoutAnEndIsRefused() {
        var endless = new SequenceInputStream(
                new ByteArrayInputStream("{\"ignored\":[".getBytes(UTF_8)),
                new ByteArrayInputStream("\"x\",".repeat(9_000_000).getBytes(UTF_8)));
        var answer = service.send(HttpRequest.newBuilder(service.uri("/api/v1/keys"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> endless))
                .build());

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | missing",
                "{\"count\": | line 1",
                "[] | form",
                "{\"count\":\"secret\"} | count",
                "{\"count\":1.5} | count",
                "{\"count\":99999999999} | out of range",
                "{\"import\":[null]} | name and a pem",
                "{\"import\":[{}]} | name and a pem",
                "{\"import\":[{\"name\":\"a.pem\"}]} | name and a pem"
            })
    void aBodyThatMakesNoSenseIsExplained(String body, String hint) {
        var answer = send("application/json", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(detail(answer)).contains(hint).doesNotContain("secret");
    }

    @Test
    void aBodyOfAnotherTypeIsToldWhichAreKnown() {
        assertThat(detail(send("text/plain", "{}"))).contains("application/json", "multipart/form-data");
        assertThat(send("multipart/form-data", "x").statusCode()).isEqualTo(400);
    }

    @Test
    void theDescriptionShowsWhatPeopleMayCallAndNothingInternal() {
        var document = service.getJson("/openapi.json");

        assertThat(document.path("info").path("title").asString()).isEqualTo("Signet key-service");
        assertThat(document.path("paths").propertyNames())
                .contains("/api/v1/keys", "/api/v1/leases", "/.well-known/jwks.json")
                .noneMatch(path -> path.startsWith("/internal"));
    }

    private static HttpResponse<String> send(String type, String body) {
        return service.send(HttpRequest.newBuilder(service.uri("/api/v1/keys"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static String detail(HttpResponse<String> answer) {
        return service.json().readTree(answer.body()).path("detail").asString();
    }

    @Test
    void sameIdempotencyKeyGetsTheSameKeys() {
        var three = Map.of("count", 3, "algorithm", "ES256");

        var first = service.post("/api/v1/keys", three, "Idempotency-Key", "seed");
        var again = service.post("/api/v1/keys", three, "Idempotency-Key", "seed");
        var other = service.post("/api/v1/keys", Map.of("count", 4, "algorithm", "ES256"), "Idempotency-Key", "seed");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(service.json().readTree(first.body()).path("keys")).hasSize(3);
        assertThat(other.statusCode()).isEqualTo(422);
    }

    @Test
    void sameIdempotencyKeyForAnotherKeyringIsRefused() {
        var key = "seed-of-keyrings";
        var first = service.post("/api/v1/keys", Map.of("count", 1, "keyring", "mail"), "Idempotency-Key", key);

        assertThat(service.post("/api/v1/keys", Map.of("count", 1, "keyring", "mail"), "Idempotency-Key", key)
                        .body())
                .isEqualTo(first.body());
        for (var other : List.of(Map.of("count", 1), Map.of("count", 1, "keyring", "invoices"))) {
            assertThat(service.post("/api/v1/keys", other, "Idempotency-Key", key)
                            .statusCode())
                    .as("%s", other)
                    .isEqualTo(422);
        }
    }

    @Test
    void keyIsListedAndRecordedInItsKeyring() {
        service.clear();
        var plain = service.generateKeys(1).getFirst();
        var mail = service.generateKeys(MAIL, 2);

        assertThat(listed("/api/v1/keys?keyring=mail"))
                .containsExactly(mail.get(0).value(), mail.get(1).value());
        assertThat(listed("/api/v1/keys?keyring=mail&limit=1"))
                .containsExactly(mail.get(0).value());
        assertThat(listed("/api/v1/keys?keyring=default")).containsExactly(plain.value());
        assertThat(listed("/api/v1/keys")).hasSize(3);
        assertThat(service.getJson("/api/v1/keys/" + mail.getFirst())
                        .path("keyring")
                        .asString())
                .isEqualTo("mail");
        assertThat(ledger().stream()
                        .filter(line -> line.has("event"))
                        .map(line -> line.path("keyring").asString("none")))
                .containsExactly("none", "mail", "mail");
        await().untilAsserted(() -> assertThat(summary().keyrings().orElseThrow())
                .containsExactly(new Keys(KeyringName.DEFAULT, 1, 0, 0), new Keys(MAIL, 2, 0, 0)));
        assertThat(summary().free()).isEqualTo(3);
    }

    @Test
    void onlyTheLineThatBringsAKeyInNamesItsKeyring() {
        service.clear();
        var key = service.generateKeys(MAIL, 1).getFirst();
        service.postNothing("/api/v1/keys/" + key + "/disable");

        assertThat(ledger().stream()
                        .filter(line -> line.has("event"))
                        .map(line -> line.path("event").asString() + " "
                                + line.path("keyring").asString("none")))
                .containsExactly("IMPORTED mail", "DISABLED none");
    }

    @Test
    void filesGoIntoTheKeyringThatIsNamedAndStayThere() {
        try (var key = KeyGenerator.generate(Algorithm.ES256)) {
            var pem = "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                    .formatted(Base64.getMimeEncoder().encodeToString(key.pkcs8()));
            var part = "--x\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n";
            var body = part.formatted("keyring", "", "mail") + part.formatted("file", "; filename=\"a.pem\"", pem)
                    + "--x--\r\n";

            var uploaded = send("multipart/form-data; boundary=x", body);
            var again = service.postJson(
                    "/api/v1/keys", Map.of("import", List.of(Map.of("name", "a.pem", "pem", pem)), "keyring", "other"));

            assertThat(uploaded.body()).contains(key.id().value());
            assertThat(service.getJson("/api/v1/keys/" + key.id())
                            .path("keyring")
                            .asString())
                    .isEqualTo("mail");
            assertThat(again.path("refused").get(0).path("reason").asString())
                    .startsWith("it is in the keyring mail already, as ")
                    .endsWith(" and stays there");
        }
    }

    private static List<String> listed(String path) {
        return service.getJson(path)
                .path("items")
                .valueStream()
                .map(key -> key.path("id").asString())
                .toList();
    }

    private static KeyringSummary summary() {
        return service.json().readValue(service.get("/api/v1/keyring/summary").body(), KeyringSummary.class);
    }

    @Test
    void badFilesAreRefusedByNameAndTheOthersGoIn() {
        try (var good = KeyGenerator.generate(Algorithm.ES256)) {
            var pem = "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                    .formatted(Base64.getMimeEncoder().encodeToString(good.pkcs8()));
            var files = List.of(
                    Map.of("name", "bad.pem", "pem", "nonsense"),
                    Map.of("name", "good.pem", "pem", pem),
                    Map.of("name", "twice.pem", "pem", pem));

            var reply = service.postJson("/api/v1/keys", Map.of("import", files));

            assertThat(reply.path("keys").valueStream().map(JsonNode::asString))
                    .containsExactly(good.id().value());
            assertThat(reply.path("refused")
                            .valueStream()
                            .map(refused -> refused.path("name").asString()))
                    .containsExactly("bad.pem", "twice.pem");
            var again = service.postJson("/api/v1/keys", Map.of("import", files.subList(1, 2)));
            assertThat(again.path("refused").get(0).path("reason").asString()).contains("in the keyring already");
        }
    }

    @Test
    void requestsThatMakeNoSenseAreRefusedWithTheReason() {
        assertThat(service.post("/api/v1/keys", Map.of("count", 0)).body()).contains("count must be from 1 to 10000");
        assertThat(service.post("/api/v1/keys", Map.of("count", 1, "algorithm", "ROT13"))
                        .body())
                .contains("choose one of Ed25519, ES256, PS256, ML-DSA-65");
        assertThat(service.post("/api/v1/keys", Map.of()).statusCode()).isEqualTo(400);
        assertThat(service.post("/api/v1/keys", Map.of("count", 1, "keyring", "No!"))
                        .body())
                .contains("'No!' cannot be: a keyring's name is up to 63 lower-case letters");
        assertThat(service.get("/api/v1/keys?keyring=No!").statusCode()).isEqualTo(400);
        assertThat(service.get("/api/v1/keys?limit=0").statusCode()).isEqualTo(400);
        assertThat(service.get("/api/v1/keys/nonsense").statusCode()).isEqualTo(400);
        assertThat(service.get("/api/v1/keys/" + "A".repeat(43)).statusCode()).isEqualTo(404);
    }

    @Test
    void disabledKeyIsNotLeasedAndStandsInTheLedger() {
        service.clear();
        var keys = service.generateKeys(2);
        var first = "/api/v1/keys/" + keys.getFirst();

        assertThat(service.post(first + "/disable", Map.of()).statusCode()).isEqualTo(204);
        assertThat(service.post(first + "/disable", Map.of()).statusCode()).isEqualTo(204);
        assertThat(service.postJson("/internal/leases", new Worker().call(1, 0))
                        .at("/replies/0/keyId")
                        .asString())
                .isEqualTo(keys.getLast().value());
        assertThat(service.post(first + "/enable", Map.of()).statusCode()).isEqualTo(204);

        assertThat(ledger().stream()
                        .map(line ->
                                line.path("event").asString(line.path("type").asString())))
                .startsWith("IMPORTED", "IMPORTED", "DISABLED", "lease", "ENABLED");
    }

    @Test
    void leasedKeyThatIsDisabledFinishesItsLeaseAndIsGrantedNeverAgain() {
        service.clear();
        var key = service.generateKeys(1).getFirst();
        var path = "/api/v1/keys/" + key;
        var lease = service.postJson("/internal/leases", new Worker().call(1, 0))
                .at("/replies/0/leaseId")
                .asString();

        assertThat(service.post(path + "/disable", Map.of()).statusCode()).isEqualTo(204);
        assertThat(service.getJson(path).path("state").asString()).isEqualTo("LEASED");
        assertThat(service.getJson(path).path("leaving").asString()).isEqualTo("DISABLED");
        assertThat(service.post("/internal/leases/" + lease + "/renewals", Map.of("progress", 1))
                        .statusCode())
                .isEqualTo(200);

        assertThat(service.post("/internal/leases/" + lease + "/revocation", Map.of("ranOut", false))
                        .statusCode())
                .isEqualTo(200);
        assertThat(service.getJson(path).path("state").asString()).isEqualTo("DISABLED");
        assertThat(service.postJson("/internal/leases", new Worker().call(2, 0))
                        .at("/replies/0/outcome")
                        .asString())
                .isEqualTo("NO_KEY");
    }

    @Test
    void enablingALeasedKeyThatWasToLeaveLetsItStay() {
        service.clear();
        var path = "/api/v1/keys/" + service.generateKeys(1).getFirst();
        var lease = service.postJson("/internal/leases", new Worker().call(1, 0))
                .at("/replies/0/leaseId")
                .asString();

        service.post(path + "/disable", Map.of());
        assertThat(service.post(path + "/enable", Map.of()).statusCode()).isEqualTo(204);
        service.post("/internal/leases/" + lease + "/revocation", Map.of("ranOut", false));

        assertThat(service.getJson(path).path("state").asString()).isEqualTo("FREE");
    }

    @Test
    void retiredKeyIsOutOfUseForGood() {
        service.clear();
        var keys = service.generateKeys(2);
        var disabled = "/api/v1/keys/" + keys.getFirst();
        var leased = "/api/v1/keys/" + keys.getLast();
        service.post(disabled + "/disable", Map.of());
        service.postJson("/internal/leases", new Worker().call(1, 0));

        for (var path : List.of(disabled, leased)) {
            assertThat(service.post(path + "/retire", Map.of()).statusCode()).isEqualTo(204);
            assertThat(service.post(path + "/retire", Map.of()).statusCode()).isEqualTo(204);
            assertThat(service.post(path + "/disable", Map.of()).statusCode()).isEqualTo(204);
            var enabled = service.post(path + "/enable", Map.of());
            assertThat(enabled.statusCode()).isEqualTo(409);
            assertThat(enabled.body()).contains("/problems/key-retired");
            assertThat(service.put(path + "/limits", Map.of()).statusCode()).isEqualTo(409);
        }

        assertThat(service.getJson(disabled).path("state").asString()).isEqualTo("RETIRED");
        assertThat(service.getJson(leased).path("leaving").asString()).isEqualTo("RETIRED");
        assertThat(service.get("/.well-known/jwks.json").body())
                .contains(keys.getFirst().value());
        assertThat(ledger().stream()
                        .map(line ->
                                line.path("event").asString(line.path("type").asString())))
                .startsWith("IMPORTED", "IMPORTED", "DISABLED", "lease", "RETIRED");
    }

    @Test
    void whatOperatorsDoToALeasedKeyIsInTheAuditLogWhenTheyDoIt() {
        service.clear();
        var path = "/api/v1/keys/" + service.generateKeys(1).getFirst();
        service.postJson("/internal/leases", new Worker().call(1, 0));

        service.post(path + "/disable", Map.of());
        service.post(path + "/enable", Map.of());
        service.put(path + "/limits", Map.of("maxUses", 5, "maxAge", "P1D"));

        assertThat(service.jdbc()
                        .sql(
                                "SELECT concat_ws(' ', event ->> 'type', event #>> '{data,as}', event #>> '{data,maxUses}', event #>> '{data,maxAge}')"
                                        + " FROM outbox ORDER BY id DESC LIMIT 3")
                        .query((row, _) -> String.valueOf(row.getString(1)))
                        .list())
                .containsExactly(
                        "dev.signet.key.limited 5 PT24H",
                        "dev.signet.key.withdrawn FREE",
                        "dev.signet.key.withdrawn DISABLED");
    }

    @Test
    void limitsAreShownAndCanBeTakenAway() {
        service.clear();
        var path = "/api/v1/keys/" + service.generateKeys(1).getFirst();

        assertThat(service.put(path + "/limits", Map.of("maxUses", 7, "maxAge", "P90D"))
                        .statusCode())
                .isEqualTo(204);
        var limited = service.getJson(path);
        service.put(path + "/limits", Map.of());

        assertThat(limited.path("maxUses").asLong()).isEqualTo(7);
        assertThat(Instant.parse(limited.path("retiresAt").asString()))
                .isEqualTo(Instant.parse(limited.path("createdAt").asString()).plus(Duration.ofDays(90)));
        assertThat(service.getJson(path).has("maxUses")).isFalse();
        assertThat(service.getJson(path).has("retiresAt")).isFalse();
        for (var nonsense : List.of(
                Map.of("maxUses", 0), Map.of("maxUses", -1), Map.of("maxAge", "soon"), Map.of("maxAge", "PT0S"))) {
            assertThat(service.put(path + "/limits", nonsense).statusCode())
                    .as("%s", nonsense)
                    .isEqualTo(400);
        }
    }

    @Test
    void publicKeysAreForCollectionServiceAlone() {
        var id = service.generateKeys(1).getFirst();
        var asked = new PublicKeys(List.of(id, new KeyId("A".repeat(43))));

        assertThat(service.post("/internal/public-keys", asked).statusCode()).isEqualTo(403);
        var reply = service.json()
                .readValue(
                        service.postAs("collection-service", "/internal/public-keys", asked)
                                .body(),
                        PublicKeys.Reply.class);

        assertThat(reply.keys()).extracting(PublicKeys.Known::keyId).containsExactly(id);
        assertThat(Jwk.of(reply.keys().getFirst().publicKey()).thumbprint()).isEqualTo(id);
    }

    @Test
    void ledgerEndsWithItsCountAndTheSummaryAgrees() {
        service.generateKeys(1);

        var lines = ledger();

        var end = lines.getLast();
        assertThat(end.path("end").asBoolean()).isTrue();
        assertThat(end.path("count").asInt()).isEqualTo(lines.size() - 1);
        await().untilAsserted(() -> {
            var summary = service.json()
                    .readValue(service.get("/api/v1/keyring/summary").body(), KeyringSummary.class);
            assertThat(summary.tick()).isEqualTo(end.path("tick").asLong());
            assertThat(summary.checkedThroughTick()).isEqualTo(summary.tick());
            assertThat(summary.concurrentKeyUse()).isZero();
        });
    }

    @Test
    void documentationAndHealthAreThere() {
        assertThat(service.getJson("/openapi.json").path("paths").propertyNames())
                .contains("/api/v1/keys")
                .doesNotContain("/internal/leases");
        assertThat(service.get("/actuator/health/readiness").body()).contains("UP");
    }

    private static List<JsonNode> ledger() {
        return service.get("/api/v1/leases")
                .body()
                .lines()
                .map(service.json()::readTree)
                .toList();
    }
}
