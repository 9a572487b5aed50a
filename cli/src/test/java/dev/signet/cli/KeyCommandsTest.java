package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class KeyCommandsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PLAIN = "-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----\n";
    private static final String ENCRYPTED =
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMC4C\n-----END ENCRYPTED PRIVATE KEY-----\n";
    private static final String JWKS =
            "{\"keys\":[{\"kty\":\"OKP\",\"kid\":\"one\"},{\"kty\":\"EC\",\"kid\":\"two\"}]}";

    private final FakeSignet signet = new FakeSignet();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        signet.close();
    }

    @Test
    void keysAreImportedAndThePasswordGoesWithTheEncryptedOnesOnly() throws IOException {
        signet.answers("POST /api/v1/keys", "{\"keys\":[\"one\",\"two\"],\"refused\":[]}");

        assertThat(signet.run(
                        "key",
                        "import",
                        file("plain.pem", PLAIN),
                        file("encrypted.pem", ENCRYPTED),
                        "--password-file",
                        file("password", "open sesame\n")))
                .isZero();

        assertThat(JSON.readTree(signet.asked().getFirst().body()).get("import").toString())
                .isEqualTo(JSON.createArrayNode()
                        .add(JSON.createObjectNode().put("name", "plain.pem").put("pem", PLAIN))
                        .add(JSON.createObjectNode()
                                .put("name", "encrypted.pem")
                                .put("pem", ENCRYPTED)
                                .put("password", "open sesame"))
                        .toString());
        assertThat(signet.out()).isEqualTo("one\ntwo\n");
        assertThat(signet.err()).isEqualTo("2 keys imported, 0 refused\n");
    }

    @Test
    void refusedKeyIsNamedWithItsReason() throws IOException {
        signet.answers(
                "POST /api/v1/keys",
                "{\"keys\":[\"one\"],\"refused\":[{\"name\":\"b.pem\",\"reason\":\"it is not a private key\"}]}");

        assertThat(signet.run("key", "import", file("a.pem", PLAIN), file("b.pem", "?")))
                .isEqualTo(1);

        assertThat(signet.out()).isEqualTo("one\n");
        assertThat(signet.err()).contains("b.pem: it is not a private key", "1 key imported, 1 refused");
    }

    @Test
    void passwordIsNeverAnArgumentAndIsMissedBeforeAnythingIsSent() throws IOException {
        var pem = file("encrypted.pem", ENCRYPTED);

        assertThat(signet.run("key", "import", pem)).isEqualTo(2);
        assertThat(signet.err()).contains("there is nobody to ask for it").contains("--password-file");
        assertThat(signet.run("key", "import", pem, "--password", "x")).isEqualTo(2);
        assertThat(signet.run("key", "import", pem, "--password-file", "/nowhere"))
                .isEqualTo(2);
        assertThat(signet.run("key", "import", directory.resolve("nowhere").toString()))
                .isEqualTo(2);
        assertThat(signet.questions()).isEmpty();
    }

    @Test
    void publicKeysAreExportedAsASetOrAsPem() throws IOException {
        signet.answers("GET /.well-known/jwks.json", JWKS)
                .answers("GET /api/v1/keys/one/public.pem", "-----BEGIN PUBLIC KEY-----\n1\n")
                .answers("GET /api/v1/keys/two/public.pem", "-----BEGIN PUBLIC KEY-----\n2\n");

        assertThat(signet.run("key", "export")).isZero();
        assertThat(JSON.readTree(signet.out())).isEqualTo(JSON.readTree(JWKS));

        assertThat(signet.run("key", "export", "two")).isZero();
        assertThat(JSON.readTree(signet.out()).at("/keys/0/kid").asString()).isEqualTo("two");

        assertThat(signet.run("key", "export", "--format", "pem")).isZero();
        assertThat(signet.out())
                .isEqualTo("# one\n-----BEGIN PUBLIC KEY-----\n1\n# two\n-----BEGIN PUBLIC KEY-----\n2\n");
        assertThat(signet.err()).isEqualTo("2 public keys written\n");
    }

    @Test
    void exportReplacesAFileOnlyWhenTold() throws IOException {
        signet.answers("GET /.well-known/jwks.json", JWKS);
        var file = directory.resolve("jwks.json");

        assertThat(signet.run("key", "export", "--out", file.toString())).isZero();
        assertThat(signet.out()).isEmpty();
        assertThat(signet.run("key", "export", "--out", file.toString())).isEqualTo(1);
        assertThat(signet.err()).contains("is there already");
        assertThat(signet.run("key", "export", "one", "--out", file.toString(), "--force"))
                .isZero();
        assertThat(JSON.readTree(file.toFile()).get("keys")).hasSize(1);
    }

    @Test
    void keyThatIsNotThereExits5() {
        signet.answers("GET /.well-known/jwks.json", JWKS)
                .refuses("POST /api/v1/keys/three/enable", 404, "not-found", ",\"detail\":\"There is no key three.\"");

        assertThat(signet.run("key", "export", "three")).isEqualTo(5);
        assertThat(signet.err()).contains("there is no key three");
        assertThat(signet.run("key", "enable", "three")).isEqualTo(5);
    }

    @Test
    void keysAreTakenOutOfUseAndPutBackOneAfterTheOther() {
        signet.answers("POST /api/v1/keys/one/disable", 204, "")
                .answers("POST /api/v1/keys/two/disable", 204, "")
                .answers("POST /api/v1/keys/one/enable", 204, "");

        assertThat(signet.run("key", "disable", "one", "two")).isZero();
        assertThat(signet.err()).isEqualTo("key one is disabled\nkey two is disabled\n");
        assertThat(signet.run("key", "enable", "one")).isZero();
        assertThat(signet.err()).isEqualTo("key one is enabled\n");
    }

    @Test
    void passphraseIsSaidAndKeysAreSealedAnew() throws IOException {
        signet.answers("POST /api/v1/keyring/kek/unseal", 204, "")
                .answers("POST /api/v1/keyring/kek/rotate", "{\"kek\":\"k2\",\"keys\":3,\"altered\":[]}");

        assertThat(signet.run("key", "unseal", "--passphrase-file", file("passphrase", "open sesame\n")))
                .isZero();
        assertThat(signet.asked().getFirst().body()).isEqualTo("{\"passphrase\":\"open sesame\"}");
        assertThat(signet.run("key", "unseal")).isEqualTo(2);
        assertThat(signet.run("key", "rewrap")).isZero();
        assertThat(signet.asked().getLast().body()).isEqualTo("{}");
        assertThat(signet.err()).contains("3 keys sealed anew, under k2");
    }

    @Test
    void keysThatCannotBeSealedAnewAreNamed() {
        signet.answers("POST /api/v1/keyring/kek/rotate", "{\"kek\":\"k2\",\"keys\":1,\"altered\":[\"two\"]}");

        assertThat(signet.run("key", "rewrap")).isEqualTo(1);

        assertThat(signet.err()).contains("key two cannot be opened");
    }

    @Test
    void keysAreRetiredAndLimited() {
        signet.answers("POST /api/v1/keys/one/retire", 204, "")
                .answers("PUT /api/v1/keys/one/limits", 204, "")
                .answers("PUT /api/v1/keys/two/limits", 204, "");

        assertThat(signet.run("key", "retire", "one")).isZero();
        assertThat(signet.err()).isEqualTo("key one is retired\n");
        assertThat(signet.run("key", "limit", "one", "two", "--max-uses", "10", "--max-days", "90"))
                .isZero();
        assertThat(signet.asked().getLast().body()).isEqualTo("{\"maxUses\":10,\"maxAge\":\"PT2160H\"}");
        assertThat(signet.run("key", "limit", "one")).isZero();
        assertThat(signet.asked().getLast().body()).isEqualTo("{}");
    }

    @Test
    void keyThatIsRetiredIsToldInTheServersWords() {
        signet.refuses("POST /api/v1/keys/one/enable", 409, "key-retired", ",\"detail\":\"The key one is retired.\"");

        assertThat(signet.run("key", "enable", "one")).isEqualTo(1);
        assertThat(signet.err()).contains("The key one is retired.");
    }

    @Test
    void idsThatWereTypedCannotLeadElsewhere() {
        signet.run("key", "disable", "../runs/1?x#y");

        assertThat(signet.questions()).containsExactly("POST /api/v1/keys/%2E%2E%2Fruns%2F1%3Fx%23y/disable");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }
}
