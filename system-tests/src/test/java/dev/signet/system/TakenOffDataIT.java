package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.cli.bundle.Bundle;
import dev.signet.cli.bundle.RecordRange;
import dev.signet.cli.export.Export;
import dev.signet.cli.server.Server;
import dev.signet.cli.verify.BundleCheck;
import dev.signet.cli.verify.LedgerCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes a range off as docs/operations.md says, with the statements that stand there. */
class TakenOffDataIT {
    private static final Path PAGE = Path.of("..", "docs", "operations.md");
    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
    private static final Pattern END = Pattern.compile(";\n");
    private static final int RANGE = 1000;

    @TempDir
    private Path directory;

    private long first;

    @Test
    void rangeIsTakenOffWithItsProofWhileSigningGoesOnAndComesBack() throws Exception {
        try (var signet = TestSystem.create().with("signet.batch-size", 30).startAll()) {
            rangesOf(signet);
            signet.seed(1500, 5);
            signet.untilEnded();
            assertThat(whichRange(signet))
                    .startsWith("%d true 0 0".formatted(first))
                    .hasSize(3);

            var archive = export(signet, Optional.of(new RecordRange(first, first + RANGE - 1)), "archive.tar.gz");
            assertThat(archive.report().problems()).isEmpty();
            assertThat(archive.report().verified()).isBetween(1000L, 1029L);
            assertThat(archive.report().pending()).isZero();

            signet.execute("SELECT collection.make_partitions()");
            send(signet, 300);
            page(1).forEach(signet::execute);

            var after = signet.untilEnded();
            await().until(() -> signet.count("SELECT count(*) FROM collection.signature") == 800);
            assertThat(after.quarantinedRecords()).isEmpty();
            assertThat(signet.proof().problems()).isEmpty();
            assertThat(signet.proof().takenOff()).isEqualTo(1000);
            var rest = export(signet, Optional.empty(), "rest");
            assertThat(rest.report().problems()).isEmpty();
            assertThat(rest.report().verified()).isEqualTo(800);

            page(2).forEach(signet::execute);

            assertThat(signet.proof().problems()).isEmpty();
            assertThat(signet.proof().verified()).isEqualTo(1800);
        }
    }

    @Test
    void leasesOfRecordsThatWereTakenOffAreTakenOffAfterThem() throws Exception {
        try (var signet = TestSystem.create()
                .with("signet.batch-size", 10)
                .with(Service.KEYS, "signet.lease.history", "1ms")
                .startAll()) {
            rangesOf(signet);
            signet.execute("UPDATE keys.tick_range SET size = 100000");
            signet.execute("UPDATE keys.keyring SET tick = 10000000 - 150");
            signet.seed(1500, 5);
            signet.untilEnded();
            await().until(() -> signet.count("SELECT count(*) FROM keys.key_lease WHERE state <> 'CLOSED'") == 0);
            signet.stop(Service.KEYS);
            signet.start(Service.KEYS); // what is due leaves at once
            await().until(() -> signet.count("SELECT count(*) FROM keys.key_lease") == 0);
            assertThat(signet.count(page(3).getFirst())).isPositive();

            page(1).forEach(signet::execute);
            assertThat(signet.count(page(3).getFirst())).isZero();
            page(4).forEach(signet::execute);

            var report = signet.proof();
            assertThat(report.problems()).isEmpty();
            assertThat(report.verified()).isEqualTo(500);
            send(signet, 100);
            await().until(() -> signet.count("SELECT count(*) FROM collection.signature") == 600);
            assertThat(signet.proof().problems()).isEmpty();
        }
    }

    /** From here on ranges are small, and begin at a new one. */
    private void rangesOf(TestSystem signet) {
        signet.execute("UPDATE collection.id_range SET size = " + RANGE);
        signet.execute(
                "SELECT setval('collection.record_id', (SELECT past - 1 FROM collection.id_range WHERE keyring = 0))");
        signet.execute("SELECT collection.make_partitions()");
        first = signet.count("SELECT last_value + 1 FROM collection.record_id");
    }

    private List<String> whichRange(TestSystem signet) throws IOException, SQLException {
        var ranges = new ArrayList<String>();
        signet.rows(page(0).getFirst(), row -> {
            if (row.getLong("first") >= first) {
                ranges.add("%d %s %d %d"
                        .formatted(
                                row.getLong("first"),
                                row.getBoolean("planned"),
                                row.getLong("open"),
                                row.getLong("quarantined")));
            }
        });
        return ranges;
    }

    /** The statements of one block of the page, for the range of this test. */
    private List<String> page(int block) throws IOException {
        var page = Files.readString(PAGE);
        var section = page.substring(page.indexOf("## Take old data off"));
        var statements = SQL.matcher(section.substring(0, section.indexOf("\n## ")))
                .results()
                .skip(block)
                .findFirst()
                .orElseThrow()
                .group(1)
                .replaceAll("(record|signature|intake_row)_0", "$1_" + first)
                .replace("FROM (0) TO (10000000)", "FROM (%d) TO (%d)".formatted(first, first + RANGE));
        return END.splitAsStream(statements).toList();
    }

    private BundleCheck.Result export(TestSystem signet, Optional<RecordRange> only, String name) throws Exception {
        var bundle = directory.resolve(name);
        try (var collection = Server.at(signet.url(Service.COLLECTION).toString());
                var keys = Server.at(signet.url(Service.KEYS).toString())) {
            new Export(collection, keys, Clock.systemUTC(), Duration.ofSeconds(30))
                    .to(bundle, only, false, (_, _, _) -> {});
        }
        return new BundleCheck(Bundle.at(bundle)).run(_ -> {}, LedgerCheck.Listener.SILENT);
    }

    private static void send(TestSystem signet, int records) throws IOException, InterruptedException {
        var before = signet.count("SELECT count(*) FROM collection.run");
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(signet.url(Service.COLLECTION) + "/api/v1/records"))
                            .header("Content-Type", "application/x-ndjson")
                            .POST(BodyPublishers.ofString("{\"n\":1}\n".repeat(records)))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        }
        await().until(() -> signet.count("SELECT count(*) FROM collection.run") > before);
    }
}
