package dev.signet.key.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.contract.LeaseRequest;
import dev.signet.contract.RequestId;
import dev.signet.contract.Verdict;
import dev.signet.key.RunningKeyService;
import dev.signet.key.Worker;
import dev.signet.key.lease.Decision.Granted;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What is written for the audit log, in whose transaction. There is no audit-service: rows stay. */
class LeaseEventsIT {
    private static final Worker WORKER = new Worker();

    private static RunningKeyService service;
    private static long lastBatch;

    @BeforeAll
    static void start(@TempDir Path directory) {
        service = RunningKeyService.start(directory);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void clear() {
        service.clear();
        service.jdbc().sql("DELETE FROM outbox").update();
    }

    @Test
    void eachGrantAndEachCloseOfAGroupIsAnEvent() {
        service.generateKeys(3);
        var before =
                service.jdbc().sql("SELECT tick FROM keyring").query(Long.class).single();
        var first = request();
        var second = request();
        var granted = leases().commit(List.of(), List.of(first, second));
        var one = granted(granted, first);
        var two = granted(granted, second);
        leases().commit(
                        List.of(
                                new Close(one.use().keyUse(), Verdict.STORED),
                                new Close(two.use().keyUse(), Verdict.FENCED)),
                        List.of());

        assertThat(events("dev.signet.key.generated")).hasSize(3);
        assertThat(events("dev.signet.key.leased"))
                .extracting(LeaseEventsIT::told)
                .containsExactly(
                        "grant/%s null %s".formatted(one.use().leaseId(), told(first, one, before + 1)),
                        "grant/%s null %s".formatted(two.use().leaseId(), told(second, two, before + 2)));
        assertThat(events("dev.signet.key.released"))
                .extracting(LeaseEventsIT::told)
                .containsExactly(
                        "close/%s STORED %s".formatted(one.use().leaseId(), told(first, one, before + 3)),
                        "close/%s FENCED %s".formatted(two.use().leaseId(), told(second, two, before + 4)));
        assertThat(events("dev.signet.key.leased").getFirst().path("actor").asString())
                .isEqualTo("signing-service/" + first.workerId());
    }

    @Test
    void groupThatIsRolledBackIsNoEvent() {
        service.generateKeys(1);

        service.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            leases().commit(List.of(), List.of(request()));
            assertThat(events("dev.signet.key.leased")).hasSize(1);
            status.setRollbackOnly();
        });

        assertThat(events("dev.signet.key.leased")).isEmpty();
    }

    @Test
    void whatIsAskedOrClosedAgainIsNoSecondEvent() {
        service.generateKeys(2);
        var request = request();
        var granted = granted(leases().commit(List.of(), List.of(request)), request);
        leases().commit(List.of(), List.of(request));
        var close = new Close(granted.use().keyUse(), Verdict.STORED);
        leases().commit(List.of(close, close), List.of());
        leases().commit(List.of(close), List.of());

        assertThat(events("dev.signet.key.leased")).hasSize(1);
        assertThat(events("dev.signet.key.released")).hasSize(1);
    }

    @Test
    void keyThatLeavesWhenItsLeaseIsClosedIsAnEvent() {
        var key = service.generateKeys(1).getFirst();
        var request = request();
        var granted = granted(leases().commit(List.of(), List.of(request)), request);
        service.jdbc().sql("UPDATE signing_key SET withdrawn = true").update();

        leases().commit(List.of(new Close(granted.use().keyUse(), Verdict.FENCED)), List.of());

        var tick = service.jdbc()
                .sql("SELECT tick FROM key_event WHERE event = 'DISABLED'")
                .query(Long.class)
                .single();
        assertThat(events("dev.signet.key.disabled"))
                .extracting(event -> event.path("id").asString() + " "
                        + event.path("subject").asString())
                .containsExactly("key-change/%d %s".formatted(tick, key));
    }

    private static LeaseTransaction leases() {
        return service.bean(LeaseTransaction.class);
    }

    private static Granted granted(Map<RequestId, Decision> decisions, LeaseRequest request) {
        return (Granted) Objects.requireNonNull(decisions.get(request.requestId()));
    }

    private static LeaseRequest request() {
        return WORKER.request(++lastBatch, 0);
    }

    private static List<JsonNode> events(String type) {
        return service
                .jdbc()
                .sql("SELECT event FROM outbox WHERE event ->> 'type' = :type ORDER BY id")
                .param("type", type)
                .query(String.class)
                .list()
                .stream()
                .map(service.json()::readTree)
                .toList();
    }

    private static String told(LeaseRequest request, Granted granted, long tick) {
        var use = granted.use();
        return "%s %s %d %s %d".formatted(use.leaseId(), use.keyId(), use.token(), request.batchId(), tick);
    }

    private static String told(JsonNode event) {
        var data = event.path("data");
        return "%s %s %s %s %d %s %d"
                .formatted(
                        event.path("id").asString(),
                        event.path("outcome").asString("null"),
                        data.path("lease").asString(),
                        data.path("key").asString(),
                        data.path("token").asLong(),
                        data.path("batch").asString(),
                        data.path("tick").asLong());
    }
}
