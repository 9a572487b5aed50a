package dev.signet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultCommandsTest {
    private static final String ITEM =
            "/api/v1/vault/~" + Base64.getUrlEncoder().withoutPadding().encodeToString("id-1".getBytes(UTF_8));
    private static final String PUT = "PUT %s?paranoid=".formatted(ITEM);

    private final FakeSignet signet = new FakeSignet();

    @TempDir
    private Path directory;

    private Path idFile;
    private Path keyFile;

    @BeforeEach
    void write() throws IOException {
        idFile = Files.writeString(directory.resolve("id"), "id-1\n");
        keyFile = directory.resolve("key");
    }

    @AfterEach
    void close() {
        signet.close();
    }

    @Test
    void keyGoesIntoANewFileThatItsOwnerAloneCanRead() throws IOException {
        signet.answers(PUT + "false", 201, "{}");
        var payload = Files.writeString(directory.resolve("payload"), "secret");

        assertThat(run("put", payload.toString(), "--key", keyFile.toString())).isZero();

        assertThat(Base64.getUrlDecoder().decode(Files.readString(keyFile).strip()))
                .hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
                .isEqualTo("rw-------");
        assertThat(signet.asked().getFirst().body()).isEqualTo("secret");
        assertThat(signet.asked().getFirst().header("Signet-vault-key"))
                .isEqualTo(Files.readString(keyFile).strip());
        assertThat(signet.out()).isEmpty();
    }

    @Test
    void keyIsNeverWrittenOverAnother() throws IOException {
        Files.writeString(keyFile, "an older key");

        assertThat(run("put", idFile.toString(), "--key", keyFile.toString())).isEqualTo(1);

        assertThat(signet.err()).contains("is there already");
        assertThat(signet.asked()).isEmpty();
        assertThat(keyFile).hasContent("an older key");
    }

    @Test
    void noKeyFileIsLeftOfWhatCouldNotBeStored() {
        signet.refuses(PUT + "false", 409, "too-many-versions", ",\"detail\":\"The id has too many.\"");

        assertThat(run("put", idFile.toString(), "--key", keyFile.toString())).isEqualTo(1);

        assertThat(signet.err()).contains("The id has too many.");
        assertThat(keyFile).doesNotExist();
    }

    @Test
    void whatIsPipedInIsStoredAndTheKeyWrittenOut() {
        signet.answers(PUT + "true", 201, "{}").isPiped("piped".getBytes(UTF_8));

        assertThat(run("put", "-", "--paranoid", "--tenant", "shop")).isZero();

        assertThat(signet.asked().getFirst().body()).isEqualTo("piped");
        assertThat(signet.asked().getFirst().header("Signet-tenant")).isEqualTo("shop");
        assertThat(Base64.getUrlDecoder().decode(signet.out().strip())).hasSize(32);
    }

    @Test
    void payloadIsWrittenAsItIs() throws IOException {
        signet.answers("POST %s/open".formatted(ITEM), "the payload");
        writeKey();

        assertThat(run("get", "--key", keyFile.toString())).isZero();

        assertThat(signet.outBytes()).isEqualTo("the payload".getBytes(UTF_8));
        assertThat(signet.asked().getFirst().body()).isEqualTo("{\"key\":\"%s\"}".formatted(Files.readString(keyFile)));
        assertThat(run(
                        "get",
                        "--key",
                        keyFile.toString(),
                        "--out",
                        directory.resolve("out").toString()))
                .isZero();
        assertThat(directory.resolve("out")).hasContent("the payload");
    }

    @Test
    void itemThatDoesNotOpenIsNotFound() throws IOException {
        signet.refuses("POST %s/open".formatted(ITEM), 404, "not-opened", ",\"detail\":\"There is no such item.\"");
        writeKey();

        assertThat(run("get", "--key", keyFile.toString())).isEqualTo(5);
        assertThat(signet.err()).contains("There is no such item.");
    }

    @Test
    void removalNeedsTheKey() throws IOException {
        signet.answers("DELETE " + ITEM, 204, "");
        writeKey();

        assertThat(run("rm", "--key", keyFile.toString())).isZero();

        assertThat(signet.asked().getFirst().header("Signet-vault-key")).isEqualTo(Files.readString(keyFile));
        assertThat(run("rm")).as("nobody is there to be asked for it").isEqualTo(2);
    }

    @Test
    void nodeThatHangsLeavesTheNextOneTime() throws IOException {
        signet.answers("POST %s/open".formatted(ITEM), "the payload");
        writeKey();

        try (var hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var nodes = "http://127.0.0.1:%d,%s".formatted(hanging.getLocalPort(), signet.url());
            assertThat(run("get", "--key", keyFile.toString(), "--vault-server", nodes, "--timeout", "4s"))
                    .isZero();
        }
        assertThat(signet.out()).isEqualTo("the payload");
    }

    @Test
    void indexKeysAreListedMadeAndDropped() {
        signet.answers("GET /api/v1/vault-index-keys", """
                {"items":[{"version":2,"createdAt":"2026-11-22T08:00:00Z","inUse":true},
                          {"version":1,"createdAt":"2026-11-21T08:00:00Z","supersededAt":"2026-11-22T08:00:00Z","inUse":false}]}
                """);
        assertThat(signet.run("vault", "index", "-o", "csv")).isZero();
        assertThat(signet.out().lines())
                .hasSize(3)
                .last()
                .asString()
                .startsWith("1,")
                .endsWith(",false");

        signet.answers("POST /api/v1/vault-index-keys", 201, "{\"version\":3}");
        assertThat(signet.run("vault", "rotate")).isZero();
        assertThat(signet.err()).isEqualTo("index key 3 is the current one\n");

        signet.answers("DELETE /api/v1/vault-index-keys/1?anyway=false", 204, "");
        assertThat(signet.run("vault", "drop", "1")).isZero();
        assertThat(signet.err()).isEqualTo("index key 1 is gone\n");
    }

    @Test
    void indexKeyThatIsInUseIsDroppedOnlyAnyway() {
        signet.refuses(
                "DELETE /api/v1/vault-index-keys/1?anyway=false",
                409,
                "key-in-use",
                ",\"detail\":\"Items stand where index key 1 has placed them.\"");
        assertThat(signet.run("vault", "drop", "1")).isEqualTo(1);
        assertThat(signet.err()).contains("Items stand where index key 1 has placed them.");

        signet.answers("DELETE /api/v1/vault-index-keys/1?anyway=true", 204, "");
        assertThat(signet.run("vault", "drop", "1", "--anyway")).isZero();
    }

    @Test
    void withoutTheOperatorsTokenNothingIsStored() {
        signet.refuses(PUT + "false", 401, "unauthenticated", ",\"detail\":\"Say who you are.\"");

        assertThat(run("put", idFile.toString())).isEqualTo(6);
        assertThat(signet.err()).contains("--token-file");
    }

    private int run(String command, String... more) {
        var all = new ArrayList<>(List.of("vault", command, "--id-file", idFile.toString()));
        all.addAll(List.of(more));
        return signet.run(all.toArray(String[]::new));
    }

    private void writeKey() throws IOException {
        Files.writeString(keyFile, Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]));
    }
}
