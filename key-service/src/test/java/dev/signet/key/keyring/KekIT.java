package dev.signet.key.keyring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.key.RunningKeyService;
import dev.signet.key.Worker;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the key-encryption key comes from, what is done while it is not there, and how it is replaced. */
class KekIT {
    private static final String KEK = "/api/v1/keyring/kek";
    private static final String PASSPHRASE = "correct horse battery staple";

    @TempDir
    private Path directory;

    private RunningKeyService service;

    @BeforeEach
    void start() {
        service = RunningKeyService.start(directory, "--signet.kek.retry-interval=100ms");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void withoutItsKeyEncryptionKeyItStartsSealedAndGoesOnOnceTheFileIsThere() throws IOException {
        service.generateKeys(2);
        var kek = directory.resolve("kek");
        var away = Files.move(kek, directory.resolve("away"));

        service.restart();

        assertSealed("kek cannot be read");
        assertThat(service.get("/api/v1/keys").statusCode()).isEqualTo(200);
        assertThat(service.get("/.well-known/jwks.json").statusCode()).isEqualTo(200);
        assertThat(service.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(service.jdbc()
                        .sql("SELECT count(*) FROM key_lease")
                        .query(Long.class)
                        .single())
                .isZero();

        Files.move(away, kek);
        await().untilAsserted(() -> assertThat(leased(1)).isEqualTo("GRANTED"));
        assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void passphraseUnsealsItAndAWrongOneDoesNot() {
        var setting = "--signet.kek.source=passphrase:" + directory.resolve("passphrase");
        service.restartWith(setting);
        assertSealed("waits for its passphrase");
        assertThat(unseal("short").statusCode()).isEqualTo(400);
        assertThat(unseal(PASSPHRASE).statusCode()).isEqualTo(204);
        service.generateKeys(1);

        service.restartWith(setting);

        assertSealed("waits for its passphrase");
        var wrong = unseal(PASSPHRASE + "!");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("/problems/wrong-passphrase").doesNotContain(PASSPHRASE);
        assertSealed("waits for its passphrase");
        assertThat(unseal(PASSPHRASE).statusCode()).isEqualTo(204);
        assertThat(leased(1)).isEqualTo("GRANTED");
        assertThat(events()).contains("dev.signet.kek.unsealed");
    }

    @Test
    void passphraseIsChangedAndTheOneOfBeforeOpensNothing() {
        var setting = "--signet.kek.source=passphrase:" + directory.resolve("passphrase");
        service.restartWith(setting);
        unseal(PASSPHRASE);
        service.generateKeys(3);

        var rotated = service.postJson(KEK + "/rotate", Map.of("passphrase", "another one, which is long"));
        service.restartWith(setting);

        assertThat(rotated.path("keys").asInt()).isEqualTo(3);
        assertThat(unseal(PASSPHRASE).statusCode()).isEqualTo(422);
        assertThat(unseal("another one, which is long").statusCode()).isEqualTo(204);
        assertThat(leased(1)).isEqualTo("GRANTED");
    }

    @Test
    void keysMoveFromAFileToAPassphrase() {
        service.generateKeys(2);
        var passphrase = "--signet.kek.source=passphrase:" + directory.resolve("passphrase");
        service.restartWith(passphrase, "--signet.kek.previous-source=file:" + directory.resolve("kek"));
        assertSealed("waits for its passphrase");
        unseal(PASSPHRASE);

        assertThat(service.json()
                        .readTree(service.postNothing(KEK + "/rotate").body())
                        .path("keys")
                        .asInt())
                .isEqualTo(2);

        service.restartWith(passphrase, "--signet.kek.previous-source=");
        unseal(PASSPHRASE);
        assertThat(leased(1)).isEqualTo("GRANTED");
    }

    @Test
    void rotationSealsAllKeysAnewWhileTheyAreLeasedAndTheOldKeyCanGo() throws IOException {
        service.generateKeys(450);
        assertThat(leased(1)).isEqualTo("GRANTED");
        var before = service.getJson(KEK).path("kek").asString();
        var kek = directory.resolve("kek");
        Files.writeString(kek, line("x") + Files.readString(kek));

        var rotated = service.postJson(KEK + "/rotate", Map.of("passphrase", ""));
        assertThat(rotated.path("status").asInt())
                .as("there is no passphrase to be said")
                .isEqualTo(400);
        rotated = service.json().readTree(service.postNothing(KEK + "/rotate").body());

        assertThat(rotated.path("keys").asInt()).isEqualTo(450);
        assertThat(rotated.path("altered")).isEmpty();
        assertThat(service.getJson(KEK).path("inUse").toString()).isEqualTo("[%s]".formatted(rotated.path("kek")));
        assertThat(rotated.path("kek").asString()).isNotEqualTo(before);
        assertThat(events()).containsOnlyOnce("dev.signet.kek.rotated");
        assertThat(leased(2)).isEqualTo("GRANTED");
        Files.writeString(kek, line("x"));
        service.restart();
        assertThat(leased(3)).isEqualTo("GRANTED");
        assertThat(service.json()
                        .readTree(service.postNothing(KEK + "/rotate").body())
                        .path("keys")
                        .asInt())
                .isZero();
    }

    @Test
    void whatACrashHasLeftHalfDoneIsOpenedAsItIsAndDoneTheNextTime() throws IOException {
        service.generateKeys(4);
        var half = service.jdbc()
                .sql("SELECT id, kek_id, wrapped_dek FROM signing_key ORDER BY id LIMIT 2")
                .query((row, _) ->
                        new Object[] {row.getInt("id"), row.getString("kek_id"), row.getBytes("wrapped_dek")})
                .list();
        var kek = directory.resolve("kek");
        Files.writeString(kek, line("x") + Files.readString(kek));
        service.postNothing(KEK + "/rotate");
        for (var row : half) { // as if these had not been reached
            service.jdbc()
                    .sql("UPDATE signing_key SET kek_id = :kek, wrapped_dek = :wrapped WHERE id = :id")
                    .param("id", row[0])
                    .param("kek", row[1])
                    .param("wrapped", row[2])
                    .update();
        }

        service.restart();

        for (var batch = 1; batch <= 4; batch++) {
            assertThat(leased(batch)).isEqualTo("GRANTED");
        }
        assertThat(service.json()
                        .readTree(service.postNothing(KEK + "/rotate").body())
                        .path("keys")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void keyUnderAKeyEncryptionKeyThatAnotherProcessHasLearntIsNotTakenForAltered() throws IOException {
        service.generateKeys(1);
        var kek = directory.resolve("kek");
        var old = Files.readString(kek);
        Files.writeString(kek, line("x") + old);
        try (var other = service.another()) {
            assertThat(other.postNothing(KEK + "/rotate").statusCode()).isEqualTo(200);
        }

        assertThat(leased(1)).isEqualTo("GRANTED");

        assertThat(service.jdbc()
                        .sql("SELECT state FROM signing_key")
                        .query(String.class)
                        .single())
                .isEqualTo("LEASED");
    }

    @Test
    void keyIsNotMadeUnderAKeyEncryptionKeyThatAnotherProcessHasReplaced() throws IOException {
        service.generateKeys(1);
        var kek = directory.resolve("kek");
        Files.writeString(kek, line("x") + Files.readString(kek));
        try (var other = service.another()) {
            other.postNothing(KEK + "/rotate");
        }

        assertThat(service.post("/api/v1/keys", Map.of("count", 1)).statusCode())
                .isEqualTo(503);

        assertThat(service.post("/api/v1/keys", Map.of("count", 1)).statusCode())
                .isEqualTo(200);
        assertThat(service.jdbc()
                        .sql("SELECT count(DISTINCT kek_id) FROM signing_key")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private void assertSealed(String reason) {
        var kek = service.getJson(KEK);
        assertThat(kek.path("sealed").asBoolean()).isTrue();
        assertThat(kek.path("reason").asString()).contains(reason);
        assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
        for (var refused : List.of(
                service.post("/internal/leases", new Worker().call(1, 0)),
                service.post("/api/v1/keys", Map.of("count", 1)))) {
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("/problems/sealed", reason);
        }
    }

    private HttpResponse<String> unseal(String passphrase) {
        return service.post(KEK + "/unseal", Map.of("passphrase", passphrase));
    }

    private String leased(int batch) {
        return service.postJson("/internal/leases", new Worker().call(batch, 0))
                .at("/replies/0/outcome")
                .asString("");
    }

    private List<String> events() {
        return service.jdbc()
                .sql("SELECT event ->> 'type' FROM outbox ORDER BY id")
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    private static String line(String filler) {
        return Base64.getEncoder().encodeToString(filler.repeat(32).getBytes(UTF_8)) + "\n";
    }
}
