package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.system.network.Disturbance;
import dev.signet.system.network.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ready is who has all that it needs; alive is who answers. */
class ReadinessIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<Service> WITH_DATABASE =
            EnumSet.of(Service.KEYS, Service.COLLECTION, Service.AUDIT, Service.VAULT);

    private static TestSystem signet;
    private static FaultProxy database;

    @BeforeAll
    static void start() {
        signet = TestSystem.create();
        var url = URI.create(signet.servers().jdbcUrl().substring("jdbc:".length()));
        database = FaultProxy.to(new InetSocketAddress(url.getHost(), url.getPort()), new SplittableRandom(1));
        var through =
                "jdbc:" + url.toString().replace(url.getHost() + ":" + url.getPort(), "127.0.0.1:" + database.port());
        signet.with("signet.database-url", through).startAll().seed(10, 2);
        signet.start(Service.VAULT);
        signet.untilEnded();
        awaitReady(EnumSet.allOf(Service.class));
    }

    @AfterAll
    static void stop() {
        signet.close();
        database.close();
    }

    @Test
    void whoHasADatabaseIsUnreadyWhileItIsAway() {
        database.inject(new Disturbance.Cut());

        awaitReady(EnumSet.complementOf(EnumSet.copyOf(WITH_DATABASE)));

        database.heal();
        awaitReady(EnumSet.allOf(Service.class));
    }

    @Test
    void onlyTheAuditLogAndTheVaultAreReadyWhileTheBrokerIsAway() {
        signet.broker().stop();

        awaitReady(EnumSet.of(Service.AUDIT, Service.VAULT));

        signet.broker().restart();
        awaitReady(EnumSet.allOf(Service.class));
    }

    @Test
    void keyServiceIsUnreadyWhileThereAreKeysThatItCannotOpen() {
        var kek = signet.texts("SELECT DISTINCT kek_id FROM keys.signing_key").getFirst();
        signet.execute(
                "UPDATE keys.signing_key SET kek_id = 'another' WHERE id = (SELECT min(id) FROM keys.signing_key)");

        awaitReady(EnumSet.complementOf(EnumSet.of(Service.KEYS)));

        signet.execute("UPDATE keys.signing_key SET kek_id = '%s'".formatted(kek));
        awaitReady(EnumSet.allOf(Service.class));
    }

    /** Just these are ready, and all are alive. */
    private static void awaitReady(Set<Service> expected) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(Arrays.stream(Service.values()).filter(service -> isUp(service, "readiness")))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(Service.values()).allMatch(service -> isUp(service, "liveness"));
        });
    }

    private static boolean isUp(Service service, String group) {
        try (var http = HttpClient.newHttpClient()) {
            var question = HttpRequest.newBuilder(signet.url(service).resolve("/actuator/health/" + group))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            throw new UncheckedIOException(service + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
