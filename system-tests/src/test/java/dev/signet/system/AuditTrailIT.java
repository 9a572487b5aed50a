package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.system.check.Checks;
import dev.signet.system.check.Evidence;
import dev.signet.system.check.Journal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the services do is in the audit log, each act once; and nothing waits for that. */
class AuditTrailIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String TYPES = "SELECT type || ' ' || count(*) FROM audit.event GROUP BY type ORDER BY type";
    private static final String HANDED_OUT =
            "SELECT count(DISTINCT subject) FROM audit.event WHERE type = 'dev.signet.batch.dispatched'";

    @Test
    void everythingThatARunDoesIsInTheAuditLogOnce() throws Exception {
        try (var signet = TestSystem.create().with("signet.batch-size", 10).startAll()) {
            Journal.install(signet.servers());
            signet.seed(200, 4);
            signet.assertProved(200);
            post(signet, Service.KEYS, "/api/v1/keys/%s/disable".formatted(anyKey(signet)));
            post(signet, Service.KEYS, "/api/v1/keys/%s/enable".formatted(anyKey(signet)));

            await().atMost(PATIENCE).until(signet::isAllInTheAuditLog);

            assertThat(signet.count(HANDED_OUT)).isEqualTo(20);
            assertThat(signet.texts(TYPES))
                    .contains(
                            "dev.signet.batch.signed 20",
                            "dev.signet.key.disabled 1",
                            "dev.signet.key.enabled 1",
                            "dev.signet.key.generated 4",
                            "dev.signet.key.leased 20",
                            "dev.signet.key.released 20",
                            "dev.signet.run.finished 1",
                            "dev.signet.run.started 1");
            assertNothingIsFound(signet);
        }
    }

    @Test
    void auditServiceThatIsAwayHoldsUpNothingAndMissesNothing() throws Exception {
        try (var signet = TestSystem.create().with("signet.batch-size", 10).startAll()) {
            Journal.install(signet.servers());
            signet.stop(Service.AUDIT);
            signet.seed(300, 4);

            signet.assertProved(300);
            var keys = Scrape.of(signet.url(Service.KEYS));
            assertThat(keys.value("signet_outbox_waiting")).isGreaterThanOrEqualTo(60);
            assertThat(keys.value("signet_outbox_oldest_seconds")).isPositive();
            assertThat(keys.value("signet_outbox_refused")).isZero();

            signet.start(Service.AUDIT);

            await().atMost(PATIENCE).until(signet::isAllInTheAuditLog);
            assertThat(signet.texts(TYPES)).contains("dev.signet.key.leased 30", "dev.signet.batch.signed 30");
            assertNothingIsFound(signet);
        }
    }

    @Test
    void whoIsTurnedAwayIsInTheAuditLog() throws Exception {
        try (var signet = TestSystem.create()) {
            signet.start(Service.KEYS);
            signet.start(Service.COLLECTION);
            signet.start(Service.AUDIT);

            assertThat(status(signet, Service.KEYS, "/internal/leases")).isEqualTo(401);
            assertThat(status(signet, Service.COLLECTION, "/internal/fences")).isEqualTo(401);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(signet.texts(
                                    "SELECT data ->> 'path' FROM audit.event WHERE type = 'dev.signet.login.refused'"))
                            .containsExactlyInAnyOrder("/internal/leases", "/internal/fences"));
        }
    }

    private static String anyKey(TestSystem signet) {
        return signet.texts("SELECT min(kid) FROM keys.signing_key").getFirst();
    }

    private static void post(TestSystem signet, Service service, String path) throws Exception {
        assertThat(status(signet, service, path)).isEqualTo(204);
    }

    private static int status(TestSystem signet, Service service, String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var target = URI.create(signet.url(service) + path);
            var request =
                    HttpRequest.newBuilder(target).POST(BodyPublishers.noBody()).build();
            return http.send(request, BodyHandlers.ofString()).statusCode();
        }
    }

    private static void assertNothingIsFound(TestSystem signet) throws Exception {
        assertThat(Checks.found(Checks.cheap(), Evidence.ofTables(signet.servers())))
                .isEmpty();
    }
}
