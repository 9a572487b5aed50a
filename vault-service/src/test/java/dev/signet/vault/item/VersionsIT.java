package dev.signet.vault.item;

import static dev.signet.vault.RunningVault.KEY;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.contract.Bytes;
import dev.signet.platform.AesGcm;
import dev.signet.vault.RunningVault;
import dev.signet.vault.index.IndexKeys;
import dev.signet.vault.key.ItemId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What may have one version is written once, also by two at a time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // started before all tests
class VersionsIT {
    private RunningVault vault;

    @BeforeAll
    void start(@TempDir Path directory) {
        vault = new RunningVault(directory, "--signet.vault.versions=1");
    }

    @AfterAll
    void stop() {
        vault.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofTwoThatAreBegunTogetherOneIsStored(boolean withANewIndexKeyBetween) throws IOException {
        var id = UUID.randomUUID().toString();
        try (var one = new HalfSent(id)) {
            if (withANewIndexKeyBetween) {
                vault.send("/api/v1/vault-index-keys", request -> request.POST(BodyPublishers.noBody()));
            }
            try (var another = new HalfSent(id)) {
                finishAtOnce(id, one, another);

                assertThat(List.of(one.status(), another.status())).containsExactlyInAnyOrder("201", "409");
                assertThat(List.of(one.statusOfOpening(), another.statusOfOpening()))
                        .containsExactlyInAnyOrder(200, 404);
            }
        }
    }

    /** Neither has finished when the other is about to. */
    private void finishAtOnce(String id, HalfSent one, HalfSent another) {
        vault.bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            var newest = vault.bean(IndexKeys.class).living().getFirst();
            vault.bean(ItemRows.class).takeTurns(newest.locator(ItemId.of("", id.getBytes(US_ASCII))));
            one.sendTheRest();
            another.sendTheRest();
            vault.database().awaitBackendsWaitingForLock(2);
        });
    }

    private long begun() {
        return vault.jdbc()
                .sql("SELECT count(*) FROM item WHERE stored_at IS NULL")
                .query(Long.class)
                .single();
    }

    /** A payload of which the vault has the first of two bytes. */
    private final class HalfSent implements AutoCloseable {
        private final String id;
        private final String key = Bytes.wrap(AesGcm.randomKey()).toBase64Url();
        private final Socket socket = new Socket("127.0.0.1", vault.uri().getPort());

        HalfSent(String id) throws IOException {
            this.id = id;
            var before = begun();
            send(
                    "PUT /api/v1/vault/%s HTTP/1.1\r\nHost: localhost\r\n%s: %s\r\nContent-Length: 2\r\nConnection: close\r\n\r\na"
                            .formatted(id, KEY, key));
            await().until(() -> begun() == before + 1);
        }

        void sendTheRest() {
            send("b");
        }

        private void send(String text) {
            try {
                socket.getOutputStream().write(text.getBytes(US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String status() throws IOException {
            var answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            return answer.split(" ", 3)[1];
        }

        int statusOfOpening() {
            return vault.open(id, key).statusCode();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
