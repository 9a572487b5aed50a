package dev.signet.key.lease;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signet.contract.Fence;
import dev.signet.contract.LeaseReply;
import dev.signet.key.RunningKeyService;
import dev.signet.key.Worker;
import dev.signet.platform.ServiceMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartIT {
    private static final Worker WORKER = new Worker();

    @TempDir
    private Path directory;

    private RunningKeyService service;

    @BeforeEach
    void start() {
        service = RunningKeyService.start(directory);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void recoveryRevokesOpenLeasesWithoutBlamingTheirBatches() {
        service.generateKeys(2);
        service.post("/internal/leases", WORKER.call(1, 0));
        service.post("/internal/leases", WORKER.call(2, 0));

        service.restart("--signet.recover-at-start=true");

        await().until(() -> count("SELECT count(*) FROM signing_key WHERE state = 'FREE'") == 2);
        assertThat(service.collection().fences()).hasSize(2).noneMatch(Fence::expired);
    }

    @Test
    void leaseThatRanOutIsStillKnownAsSuchAfterARestart() {
        service.generateKeys(1);
        service.collection().setDown(true);
        service.post("/internal/leases", WORKER.call(1, 0));
        service.jdbc()
                .sql("UPDATE key_lease SET expires_at = clock_timestamp()")
                .update();
        await().until(() -> count("SELECT count(*) FROM key_lease WHERE state = 'REVOKING'") == 1);

        service.restart();
        service.collection().fences().clear();
        service.collection().setDown(false);

        await().until(() -> count("SELECT count(*) FROM signing_key WHERE state = 'FREE'") == 1);
        assertThat(service.collection().fences()).isNotEmpty().allMatch(Fence::expired);
    }

    @Test
    void anotherKeyEncryptionKeyStopsTheStartWithASentence() throws IOException {
        service.generateKeys(1);
        Files.writeString(
                directory.resolve("kek"),
                Base64.getEncoder().encodeToString("x".repeat(32).getBytes(UTF_8)));

        assertThatThrownBy(() -> service.restart())
                .satisfies(failure -> assertThat(ServiceMain.reason(failure))
                        .startsWith("the keys in the database were sealed under another key-encryption key")
                        .contains("SIGNET_KEK_FILE"));
    }

    @Test
    void whoWaitsIsAnsweredWhenTheServiceStops() {
        var waiter = CompletableFuture.supplyAsync(
                () -> service.post("/internal/leases", WORKER.call(1, 30_000)), Thread::startVirtualThread);
        await().until(() -> service.bean(LeaseWriter.class).waiting() == 1);
        var json = service.json();

        service.stop();

        assertThat(waiter).succeedsWithin(Duration.ofSeconds(10));
        assertThat(json.readValue(waiter.join().body(), LeaseReply.Group.class).replies())
                .singleElement()
                .isInstanceOf(LeaseReply.NoKey.class);
    }

    private long count(String sql) {
        return service.jdbc().sql(sql).query(Long.class).single();
    }
}
