package dev.signet.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signet.platform.Actor;
import dev.signet.platform.outbox.OutboxRows.Backlog;
import dev.signet.platform.outbox.Relay.Outcome;
import dev.signet.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

class OutboxIT {
    private static final Path TABLES = Path.of("../key-service/src/main/resources/db/key-service/V2__outbox.sql");
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-30T12:00:00.1234567Z"), ZoneOffset.UTC);

    private final AuditStandIn audit = new AuditStandIn();
    private final JsonMapper json = new JsonMapper();
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final OutboxRows rows;
    private final OutboxMeters meters; // gauges alone would not keep it
    private final Relay relay;
    private final RelayLoop loop;
    private final Outbox outbox;

    OutboxIT() {
        var database = TestDatabase.fresh();
        var source = new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
        jdbc = JdbcClient.create(source);
        transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        rows = new OutboxRows(jdbc, transaction);
        meters = new OutboxMeters(rows);
        relay = new Relay(rows, new AuditService(RestClient.create(audit.uri().toString()), json));
        loop = new RelayLoop(relay, Duration.ZERO);
        outbox = outbox(true);
    }

    private Outbox outbox(boolean enabled) {
        var settings = new OutboxProperties(audit.uri(), enabled, Duration.ZERO);
        return new Outbox(jdbc, json, NOON, "test-service", settings, loop::wake);
    }

    @BeforeEach
    void makeTables() throws IOException {
        jdbc.sql(Files.readString(TABLES)).update();
    }

    @AfterEach
    void stop() {
        loop.stop();
        audit.close();
    }

    @Test
    void eventIsACloudEventThatSaysWhatWasDoneWhereAndWhen() {
        commit(AuditEvent.of("dev.signet.key.leased", "grant/1")
                .about("the key")
                .by("somebody")
                .traced(Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
                .with("token", 7L)
                .with("batch", "12"));

        relay.round();

        assertThat(audit.log()).singleElement().isEqualTo(json.readTree("""
                {"specversion":"1.0","id":"grant/1","source":"/signet/test-service","type":"dev.signet.key.leased",
                 "time":"2026-11-30T12:00:00.123456Z","subject":"the key","actor":"somebody",
                 "traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","data":{"token":7,"batch":"12"}}
                """));
    }

    @Test
    void whatIsCommittedIsRelayedAndForgotten() {
        loop.start();

        commit(event("one"), event("two"));

        await().until(() -> outbox.waiting() == 0);
        assertThat(audit.ids()).containsExactly("one", "two");
    }

    @Test
    void actThatIsRolledBackHasNoEvent() {
        transaction.executeWithoutResult(status -> {
            outbox.add(event("never"));
            status.setRollbackOnly();
        });

        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void eventWithoutATransactionIsRefused() {
        assertThatThrownBy(() -> outbox.add(event("alone"))).isInstanceOf(IllegalStateException.class);

        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void withoutAnAuditLogNothingIsWritten() {
        transaction.executeWithoutResult(_ -> outbox(false).add(event("one")));

        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void rowsGatherWhileAuditServiceIsAwayAndGoOnceItIsBack() {
        audit.setDown(true);
        loop.start();
        commit(event("one"));
        await().until(() -> !audit.batches().isEmpty());
        commit(event("two"));
        assertThat(outbox.waiting()).isEqualTo(2);

        audit.setDown(false);

        await().until(() -> outbox.waiting() == 0);
        assertThat(audit.ids()).containsExactly("one", "two");
    }

    @Test
    void whatWasTakenButNotAnsweredIsSentAgainAndTakenOnce() {
        commit(event("one"), event("two"));
        audit.setMute(true);
        assertThat(relay.round()).isInstanceOf(Outcome.Away.class);
        assertThat(outbox.waiting()).isEqualTo(2);

        audit.setMute(false);

        assertThat(relay.round()).isEqualTo(new Outcome.Drained(2));
        assertThat(audit.ids()).containsExactly("one", "two");
        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void eventThatIsRefusedIsPutAsideWithTheReasonAndHoldsUpNobody() {
        audit.refuse("bad");
        commit(event("one"), event("bad"), event("two"));

        relay.round();

        assertThat(audit.ids()).containsExactly("one", "two");
        assertThat(outbox.waiting()).isZero();
        assertThat(refused()).containsExactly("bad INVALID It has no manners.");
    }

    @Test
    void eventThatNobodyCanReadIsFoundAmongTheOthers() {
        audit.cannotRead("bad");
        commit(IntStream.range(0, 100)
                .mapToObj(n -> event(n == 61 ? "bad" : "event " + n))
                .toArray(AuditEvent[]::new));
        loop.start();

        await().until(() -> outbox.waiting() == 0);

        assertThat(audit.ids()).hasSize(99).doesNotContain("bad");
        assertThat(refused()).singleElement().asString().startsWith("bad UNREADABLE");
    }

    @Test
    void nothingIsPutAsideForTheAnswerOfSomebodyElse() {
        commit(event("one"));
        audit.setWrongAddress(true);

        assertThat(relay.round()).isInstanceOf(Outcome.Away.class);

        assertThat(outbox.waiting()).isEqualTo(1);
        assertThat(refused()).isEmpty();
    }

    @Test
    void manyEventsGoInFewCalls() {
        var events = IntStream.range(0, 4500).mapToObj(n -> event("event " + n)).toList();
        transaction.executeWithoutResult(_ -> outbox.add(events));
        loop.start();

        await().until(() -> outbox.waiting() == 0);

        assertThat(audit.batches()).containsExactly(2000, 2000, 500);
        assertThat(audit.ids()).hasSize(4500);
    }

    @Test
    void eventsOfTransactionsThatCommitOutOfOrderAreNotMissed() {
        transaction.executeWithoutResult(_ -> {
            outbox.add(event("begun first"));
            inAnotherThread(() -> {
                commit(event("committed first"));
                relay.round();
            });
            assertThat(audit.ids()).containsExactly("committed first");
        });

        relay.round();

        assertThat(audit.ids()).containsExactly("committed first", "begun first");
    }

    @Test
    void actIsOfWhoseTokenCameUnlessItSaysItself() {
        as(
                List.of("PERSON", "ROLE_OPERATOR"),
                () -> commit(event("one"), event("two").by("somebody")));
        as(List.of("SERVICE_vault-service", "ROLE_SUBMITTER"), () -> commit(event("three")));
        as(List.of("ANONYMOUS", "ROLE_VIEWER"), () -> commit(event("four")));
        commit(event("five"));

        relay.round();
        assertThat(audit.log().stream().map(each -> each.path("actor").asString("")))
                .containsExactly("ada", "somebody", "", "", "");
    }

    @Test
    void whereAnybodyMayDoEverythingAnActIsOfWhomTheConsoleSays() {
        as(List.of("ANONYMOUS", "ROLE_OPERATOR"), () -> commit(event("one")));

        relay.round();
        assertThat(audit.log().getFirst().path("actor").asString("")).isEqualTo("operator");
    }

    /** In a request that says it is the operator's. */
    private static void as(List<String> authorities, Runnable act) {
        var request = new MockHttpServletRequest();
        request.addHeader(Actor.HEADER, "operator");
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        "ada", null, AuthorityUtils.createAuthorityList(authorities)));
        try {
            act.run();
        } finally {
            SecurityContextHolder.clearContext();
            RequestContextHolder.resetRequestAttributes();
        }
    }

    @Test
    void callersThatAreTurnedAwayAreOneEventForAllOfAWhile() {
        var refusals = new RefusalEvents(new Gathered(
                event -> transaction.executeWithoutResult(_ -> outbox.add(event)), Duration.ofMillis(300)));
        for (var i = 0; i < 50; i++) {
            refusals.refused(Optional.empty(), "/internal/leases");
        }

        await().until(() -> outbox.waiting() == 1);
        relay.round();
        assertThat(audit.log().getFirst().path("type").asString()).isEqualTo("dev.signet.login.refused");
        assertThat(audit.log().getFirst().path("data").path("calls").asInt()).isEqualTo(50);
    }

    @Test
    void backlogIsAMetric() {
        var registry = new SimpleMeterRegistry();
        meters.bindTo(registry);
        assertThat(rows.backlog()).isEqualTo(new Backlog(0, 0, 0));
        commit(event("one"), event("two"));
        jdbc.sql("UPDATE outbox SET written_at = written_at - interval '1 hour'")
                .update();

        await().until(() -> registry.get("signet.outbox.waiting").gauge().value() == 2);
        assertThat(registry.get("signet.outbox.oldest").gauge().value()).isBetween(3600.0, 3700.0);
        assertThat(registry.get("signet.outbox.refused").gauge().value()).isZero();
    }

    private static AuditEvent event(String id) {
        return AuditEvent.of("dev.signet.test.done", id).with("n", 1);
    }

    private void commit(AuditEvent... events) {
        transaction.executeWithoutResult(_ -> outbox.add(List.of(events)));
    }

    private static void inAnotherThread(Runnable work) {
        try {
            Thread.ofPlatform().start(work).join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> refused() {
        return jdbc.sql("SELECT concat_ws(' ', event ->> 'id', status, detail) FROM outbox_refused ORDER BY id")
                .query((row, _) -> row.getString(1))
                .list();
    }
}
