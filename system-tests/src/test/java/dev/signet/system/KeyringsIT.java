package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several keyrings through the whole system: each with its own keys, runs, batches and queue, and one proof of all. */
class KeyringsIT {
    private static final String SIGNED_IN = """
            SELECT count(*)
              FROM collection.signature
             WHERE record_id / (1::bigint << 40) = (SELECT number FROM collection.keyring WHERE name = '%s')
            """;

    private static final String SIGNED_BY_ANOTHERS_KEY = """
            SELECT count(*)
              FROM collection.batch
              JOIN collection.keyring ON keyring.number = batch.keyring
              JOIN keys.signing_key ON signing_key.kid = batch.key_id
             WHERE signing_key.keyring <> keyring.name
            """;

    private static final String LARGEST_BATCH = """
            SELECT max(size)
              FROM collection.batch
              JOIN collection.keyring ON keyring.number = batch.keyring
             WHERE keyring.name = '%s'
            """;

    @TempDir
    private Path directory;

    @Test
    void eachSignsWithItsOwnKeysAndTheOneWithoutKeysHoldsUpNobody() throws IOException {
        try (var signet = threeKeyrings().startAll()) {
            var cli = new Cli(signet);
            newKeys(cli, 2, "default");
            newKeys(cli, 1, "fast");
            importRecords(cli, 3000, "keyless");
            importRecords(cli, 2000, "default");
            importRecords(cli, 300, "fast");

            untilSigned(signet, 2000, "default");
            untilSigned(signet, 300, "fast");
            assertThat(signet.count(SIGNED_IN.formatted("keyless"))).isZero();
            assertThat(cli.run("wait", "--timeout", "20s", "--keyring", "fast").exitCode())
                    .isZero();
            assertThat(cli.run("wait", "--timeout", "100ms", "--keyring", "keyless")
                            .exitCode())
                    .isEqualTo(3);

            newKeys(cli, 3, "keyless");
            untilSigned(signet, 3000, "keyless");

            await().untilAsserted(() -> {
                var proof = signet.proof();
                assertThat(proof.problems()).isEmpty();
                assertThat(proof.verified()).isEqualTo(5300);
            });
            assertThat(signet.count(SIGNED_BY_ANOTHERS_KEY)).isZero();
            assertThat(signet.count(LARGEST_BATCH.formatted("default"))).isEqualTo(50);
            assertThat(signet.count(LARGEST_BATCH.formatted("fast"))).isEqualTo(7);
            assertThat(signet.count(LARGEST_BATCH.formatted("keyless"))).isEqualTo(100);
        }
    }

    @Test
    void oneWhoseWorkersAreAwayHoldsUpNobodyAndGoesOnWhenTheyCome() throws IOException {
        try (var signet = threeKeyrings()
                .with(Service.SIGNING, "signet.keyrings", "default,fast")
                .startAll()) {
            var cli = new Cli(signet);
            newKeys(cli, 2, "default");
            newKeys(cli, 2, "keyless");
            importRecords(cli, 1000, "keyless");
            importRecords(cli, 1000, "default");

            untilSigned(signet, 1000, "default");
            assertThat(signet.count(SIGNED_IN.formatted("keyless"))).isZero();

            signet.stop(Service.SIGNING);
            signet.with(Service.SIGNING, "signet.keyrings", "keyless").start(Service.SIGNING);
            untilSigned(signet, 1000, "keyless");

            assertThat(signet.count(SIGNED_BY_ANOTHERS_KEY)).isZero();
        }
    }

    private static TestSystem threeKeyrings() {
        return TestSystem.create()
                .with("signet.batch-size", 50)
                .with("signet.keyrings", "fast:7,keyless:100")
                .with(Service.SIGNING, "signet.keyrings", "default,fast,keyless")
                .with("signet.lease.ttl", "5s")
                .with("signet.redispatch-slack", "1s");
    }

    private void importRecords(Cli cli, int count, String keyring) throws IOException {
        var file = directory.resolve(keyring + ".ndjson");
        Files.writeString(
                file,
                IntStream.range(0, count)
                        .mapToObj("{\"record\":%d}\n"::formatted)
                        .collect(Collectors.joining()));
        var said = cli.run("record", "import", file.toString(), "--keyring", keyring);
        assertThat(said.exitCode()).as(said.err()).isZero();
    }

    private static void newKeys(Cli cli, int count, String keyring) {
        var said = cli.run("key", "new", Integer.toString(count), "--keyring", keyring);
        assertThat(said.exitCode()).as(said.err()).isZero();
    }

    private static void untilSigned(TestSystem signet, long records, String keyring) {
        await(keyring).atMost(Duration.ofMinutes(1)).until(() -> signet.count(SIGNED_IN.formatted(keyring)) == records);
    }
}
