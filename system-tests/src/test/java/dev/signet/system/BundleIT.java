package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.bundle.Bundle;
import dev.signet.cli.export.Export;
import dev.signet.cli.server.Server;
import dev.signet.cli.verify.BundleCheck;
import dev.signet.cli.verify.LedgerCheck;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleIT {
    private static final int RECORDS = 6000;

    @TempDir
    private Path directory;

    @Test
    void bundlesTakenWhileSigningGoesOnHoldAndGrowUntilTheLastIsAllThereIs() throws Exception {
        try (var signet = TestSystem.create().with("signet.batch-size", 10).startAll()) {
            signet.seed(RECORDS, 5);
            var results = new ArrayList<BundleCheck.Result>();
            while (!signet.progress().state().isFinished()) {
                results.add(takeAndCheck(signet, directory.resolve("running-" + results.size())));
            }
            results.add(takeAndCheck(signet, directory.resolve("all.tar.gz")));

            assertThat(results)
                    .allSatisfy(result -> assertThat(result.report().problems()).isEmpty());
            assertThat(results).extracting(result -> result.report().signed()).isSorted();
            assertThat(results.getFirst().manifest().covers().finished()).isFalse();
            assertThat(results.getFirst().report().pending()).isPositive();
            assertThat(results.getLast().manifest().covers().finished()).isTrue();
            assertThat(results.getLast().report()).isEqualTo(signet.proof());
            assertThat(results.getLast().report().verified()).isEqualTo(RECORDS);
        }
    }

    private static BundleCheck.Result takeAndCheck(TestSystem signet, Path bundle) throws Exception {
        try (var collection = Server.at(signet.url(Service.COLLECTION).toString());
                var keys = Server.at(signet.url(Service.KEYS).toString())) {
            new Export(collection, keys, Clock.systemUTC(), Duration.ofSeconds(30))
                    .to(bundle, Optional.empty(), false, (_, _, _) -> {});
        }
        return new BundleCheck(Bundle.at(bundle)).run(_ -> {}, LedgerCheck.Listener.SILENT);
    }
}
