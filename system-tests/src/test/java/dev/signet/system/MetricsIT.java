package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.console.ConsoleApplication;
import dev.signet.embedded.FreePort;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What the services export after a run, beside what their tables say. */
class MetricsIT {
    private static final int RECORDS = 2000;
    private static final int KEYS = 12;
    private static final int BATCHES = 80;
    private static final int CONSOLE_PORT = FreePort.any();
    private static final Path DEPLOY = Path.of("../deploy");
    private static final Set<String> OF_PROMETHEUS_ITSELF = Set.of("up");
    private static final Set<String> WITH_CERTIFICATES = Set.of("ssl_chain_expiry_seconds"); // MutualTlsIT

    private static TestSystem signet;
    private static ConfigurableApplicationContext console;
    private static final Map<Service, Scrape> SCRAPED = new EnumMap<>(Service.class);
    private static Scrape ofConsole;

    @BeforeAll
    static void runAndScrape() throws Exception {
        signet =
                TestSystem.create().with("signet.batch-size", RECORDS / BATCHES).with("signet.signer.concurrency", 4);
        signet.startAll().seed(RECORDS, KEYS);
        signet.start(Service.VAULT);
        console = ConsoleApplication.application()
                .registerShutdownHook(false)
                .run(
                        "--signet.port=" + CONSOLE_PORT,
                        "--signet.collection-url=" + signet.url(Service.COLLECTION),
                        "--signet.key-url=" + signet.url(Service.KEYS),
                        "--signet.people.tokens-file=" + signet.tokensFile());
        signet.assertProved(RECORDS);
        signet.execute("""
                INSERT INTO collection.parked_message (message_id, queue, exchange, routing_key, type, reason, body)
                VALUES ('7', 'collection-service.intake', 'signet.intake', 'orders', '', 'the body is larger than 16 MB', 'hello')
                """);
        await().untilAsserted(MetricsIT::everythingWasLookedAt);
        for (var service : Service.values()) {
            SCRAPED.put(service, Scrape.of(signet.url(service)));
        }
        ofConsole = Scrape.of(URI.create("http://127.0.0.1:" + CONSOLE_PORT));
    }

    private static Scrape of(Service service) {
        return Objects.requireNonNull(SCRAPED.get(service));
    }

    private static void everythingWasLookedAt() throws Exception {
        var collection = Scrape.of(signet.url(Service.COLLECTION));
        assertThat(collection.value("signet_invariant_batches_checked")).isEqualTo(BATCHES);
        assertThat(collection.value("signet_run_progress_ratio{keyring=\"default\"}"))
                .isEqualTo(1);
        assertThat(collection.value("signet_parked_messages")).isEqualTo(1);
        assertThat(Scrape.of(signet.url(Service.KEYS)).value("signet_keys{keyring=\"default\",state=\"free\"}"))
                .isEqualTo(KEYS);
    }

    @AfterAll
    static void stop() {
        console.close();
        signet.close();
    }

    @Test
    void collectionServiceCountsWhatItsTablesHold() {
        var scrape = of(Service.COLLECTION);

        assertThat(scrape.value("signet_records_signed_total"))
                .isEqualTo(signet.count("SELECT count(*) FROM collection.signature"))
                .isEqualTo(RECORDS);
        assertThat(scrape.value("signet_batches_signed_total"))
                .isEqualTo(signet.count("SELECT count(*) FROM collection.batch WHERE state = 'SIGNED'"))
                .isEqualTo(BATCHES);
        assertThat(scrape.value("signet_run_records{keyring=\"default\",state=\"signed\"}"))
                .isEqualTo(RECORDS);
        assertThat(scrape.value("signet_run_records{keyring=\"default\",state=\"open\"}"))
                .isZero();
        assertThat(scrape.value("signet_run_records{keyring=\"default\",state=\"quarantined\"}"))
                .isZero();
        assertThat(scrape.value("signet_run_stalled{keyring=\"default\"}")).isZero();
        assertThat(scrape.value("signet_dispatch_outstanding")).isZero();
        assertThat(scrape.value("signet_dispatch_window")).isEqualTo(2 * KEYS);
        assertThat(scrape.value("signet_parked_messages"))
                .isEqualTo(signet.count("SELECT count(*) FROM collection.parked_message"))
                .isEqualTo(1);
        for (var reason : List.of("STALE", "ALREADY_SIGNED", "CLOSED_BATCH", "REFUSED")) {
            assertThat(scrape.value("signet_stores_refused_total{reason=\"%s\"}".formatted(reason)))
                    .isZero();
        }
    }

    @Test
    void keyServiceCountsWhatItsTablesHold() {
        var scrape = of(Service.KEYS);

        assertThat(scrape.value("signet_key_leases_closed_total{outcome=\"STORED\"}"))
                .isEqualTo(signet.count("SELECT count(*) FROM keys.key_lease WHERE outcome = 'STORED'"))
                .isEqualTo(BATCHES);
        assertThat(scrape.value("signet_key_leases_closed_total{outcome=\"FENCED\"}"))
                .isEqualTo(signet.count("SELECT count(*) FROM keys.key_lease WHERE outcome = 'FENCED'"));
        assertThat(scrape.value(
                        "signet_key_lease_wait_seconds_count")) // who asks again for what it was granted counts twice
                .isGreaterThanOrEqualTo(signet.count("SELECT count(*) FROM keys.key_lease"));
        assertThat(scrape.value("signet_key_leases_expired_total"))
                .isEqualTo(signet.count("SELECT count(*) FROM keys.key_lease WHERE revoked_because = 'EXPIRED'"));
        assertThat(scrape.value("signet_keys{keyring=\"default\",state=\"leased\"}"))
                .isZero();
        assertThat(scrape.value("signet_keys{keyring=\"default\",state=\"disabled\"}"))
                .isZero();
    }

    @Test
    void workerTimesEachStageOfEachBatch() {
        var scrape = of(Service.SIGNING);

        var parts = 0.0;
        for (var stage : List.of("lease", "sign", "store")) {
            assertThat(scrape.value("signet_batch_duration_seconds_count{stage=\"%s\"}".formatted(stage)))
                    .isEqualTo(BATCHES);
            parts += scrape.value("signet_batch_duration_seconds_sum{stage=\"%s\"}".formatted(stage));
        }
        assertThat(scrape.value("signet_batch_duration_seconds_count{stage=\"total\"}"))
                .isEqualTo(BATCHES);
        assertThat(scrape.value("signet_batch_duration_seconds_sum{stage=\"total\"}"))
                .isGreaterThan(parts);
    }

    @Test
    void dispatcherCountsWhatItHandedOut() {
        var scrape = of(Service.DISPATCHER);

        assertThat(scrape.value("signet_batches_dispatched_total{time=\"first\"}"))
                .isEqualTo(BATCHES);
        assertThat(scrape.value("signet_batches_dispatched_total{time=\"again\"}"))
                .isEqualTo(signet.count("SELECT coalesce(sum(attempts - 1), 0) FROM collection.batch"));
    }

    @Test
    void vaultCountsWhatCameOfRequests() {
        for (var outcome : List.of("stored", "opened", "removed", "refused", "limited")) {
            assertThat(of(Service.VAULT).value("signet_vault_requests_total{outcome=\"%s\"}".formatted(outcome)))
                    .isZero();
        }
        assertThat(of(Service.VAULT).value("signet_vault_under_way{work=\"storing\"}"))
                .isZero();
    }

    @Test
    void everyPromiseIsCountedByWhoKnowsAndKept() {
        for (var rule : List.of(
                "one_signature_per_record",
                "one_key_per_batch",
                "batch_size",
                "every_record_signed",
                "all_in_ended_runs")) {
            assertThat(of(Service.COLLECTION).value(violations(rule))).isZero();
        }
        for (var rule : List.of("one_batch_per_key", "least_recently_used")) {
            assertThat(of(Service.KEYS).value(violations(rule))).isZero();
        }
    }

    private static String violations(String rule) {
        return "signet_invariant_violations{rule=\"%s\"}".formatted(rule);
    }

    @Test
    void everyServiceSaysWhichBuildItIsAndHowItsProcessIs() {
        SCRAPED.values()
                .forEach(scrape -> assertThat(scrape.names())
                        .contains("signet_build_info", "jvm_memory_used_bytes", "process_cpu_usage"));
        assertThat(ofConsole.names()).contains("signet_build_info", "signet_stream_clients");
    }

    @Test
    void noIdIsALabelOfOurs() {
        var ids = Pattern.compile(".*\"(\\d{2,}|[A-Za-z0-9_-]{40,}|.*[0-9a-f]{8}-[0-9a-f]{4}-.*)\".*");
        SCRAPED.values()
                .forEach(scrape -> assertThat(scrape.series().keySet())
                        .filteredOn(name ->
                                name.startsWith("signet_") && !name.contains("_bucket{") && !name.contains("_info{"))
                        .noneMatch(name -> ids.matcher(name).matches()));
    }

    @Test
    void whatTheDashboardAndTheAlertsAskForIsExported() throws Exception {
        var exported = new HashSet<>(OF_PROMETHEUS_ITSELF);
        exported.addAll(WITH_CERTIFICATES);
        SCRAPED.values().forEach(scrape -> exported.addAll(scrape.names()));
        exported.addAll(ofConsole.names());

        for (var file : List.of("grafana/signet.json", "prometheus/alerts.yml")) {
            var asked = MetricNames.askedForIn(Files.readString(DEPLOY.resolve(file)));
            assertThat(asked).as(file).hasSizeGreaterThan(5).isSubsetOf(exported);
        }
    }

    @Test
    void valuesOfLabelsThatTheyAskForAreExported() throws Exception {
        var series = SCRAPED.values().stream()
                .flatMap(scrape -> scrape.series().keySet().stream())
                .toList();

        for (var file : List.of("grafana/signet.json", "prometheus/alerts.yml")) {
            var asked = MetricNames.labelsAskedForIn(Files.readString(DEPLOY.resolve(file)));
            asked.removeIf(one -> OF_PROMETHEUS_ITSELF.contains(one.metric()));
            assertThat(asked)
                    .as(file)
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(series)
                            .anyMatch(exported ->
                                    exported.startsWith(one.metric() + "{") && exported.contains(one.label())));
        }
    }
}
