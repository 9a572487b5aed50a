package dev.signet.key.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.contract.KeyId;
import dev.signet.contract.KeyUse;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseReply.Granted;
import dev.signet.key.RunningKeyService;
import dev.signet.key.Worker;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What key-service does when its database was promoted or restored: here the keyring says that it belongs to another history. */
class FailoverIT {
    private static RunningKeyService service;

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
        service.collection().raised().clear();
    }

    @Test
    void nothingIsGrantedUntilEveryOpenLeaseAndWhateverMayBeLostIsFenced() {
        var keys = service.generateKeys(2);
        var before = granted(ask(1));
        service.collection().setDown(true);
        failOver();

        assertThat(ask(2)).isInstanceOf(LeaseReply.NoKey.class);

        service.collection().setDown(false);
        await().until(() -> ask(3) instanceof Granted);
        assertThat(service.collection().fences())
                .anySatisfy(fence -> assertThat(fence.leaseId()).isEqualTo(before.leaseId()));
        assertThat(service.collection().raised()).extracting(KeyUse::keyId).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(service.collection().raised())
                .allMatch(use -> use.token() >= before.token() + DatabaseHistory.MOST_LOST);
        assertThat(outcomeOf(before)).isEqualTo("FENCED");
    }

    @Test
    void newTokensAreBehindThoseThatMayBeLost() {
        service.generateKeys(1);
        failOver();

        var first = grantedAtLast(1);

        assertThat(first.token()).isEqualTo(lastRaised() + 1);
    }

    /** As where a backup of before the first failover is restored, on a machine whose clock is late. */
    @Test
    void failoverThatForgetsTheOneBeforeGetsAheadOfItToo() {
        service.generateKeys(1);
        failOver();
        grantedAtLast(1);
        var late = lastRaised() + 1_000_000_000_000L;
        service.collection().raised().add(new KeyUse(key(), late));
        asOwner("DELETE FROM keys.key_lease");
        service.jdbc()
                .sql("UPDATE signing_key SET state = 'FREE', token = 1, skipped = 0")
                .update();
        failOver();

        assertThat(grantedAtLast(2).token()).isGreaterThan(late + DatabaseHistory.MOST_LOST);
    }

    @Test
    void whatIsSkippedIsNoUseOfAKeyThatHasOnlySoMany() {
        service.generateKeys(1);
        service.jdbc().sql("UPDATE signing_key SET max_uses = 1").update();
        failOver();

        grantedAtLast(1);
    }

    /** Two that find the failover at once skip no more than one. */
    @Test
    void tokensGetAheadOncePerFailover() {
        service.generateKeys(1);
        service.collection().setDown(true);
        failOver();
        var history = service.bean(DatabaseHistory.class);
        history.getAhead("another/00000001", List.of());
        var ahead = history.lastUses("another/00000001");

        history.getAhead("another/00000001", ahead);

        assertThat(history.lastUses("another/00000001")).isEqualTo(ahead);
        service.collection().setDown(false);
        assertThat(grantedAtLast(1).token()).isEqualTo(ahead.getFirst().token() + 1);
    }

    /** As where the standby that was promoted lacks the last grant. */
    @Test
    void useThatTheFailoverHasLostIsNoneForTheReplay() {
        service.generateKeys(1);
        granted(ask(1));
        awaitReplay();
        asOwner("DELETE FROM keys.key_lease");
        service.jdbc().sql("UPDATE signing_key SET state = 'FREE', token = 0").update();
        service.collection().setDown(true); // keeps this history, which here is not for good, until it was seen
        failOver();
        service.generateKeys(1);
        awaitReplay();
        service.collection().setDown(false);

        grantedAtLast(2);

        awaitReplay();
        assertThat(summary().path("concurrentKeyUse").asLong(-1)).isZero();
        assertThat(summary().path("lruViolations").asLong(-1)).isZero();
    }

    @Test
    void sameHistoryChangesNothing() {
        service.generateKeys(1);

        assertThat(granted(ask(1)).token()).isEqualTo(1);
        service.restart();
        assertThat(service.bean(DatabaseHistory.class).before()).isEmpty();
        assertThat(service.collection().raised()).isEmpty();
    }

    private static void failOver() {
        service.jdbc()
                .sql("UPDATE keyring SET history = 'another/00000001', ahead_in = NULL")
                .update();
    }

    private static void asOwner(String sql) {
        try (var connection = service.database().connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitReplay() {
        var tick =
                service.jdbc().sql("SELECT tick FROM keyring").query(Long.class).single();
        await().until(() -> summary().path("checkedThroughTick").asLong() >= tick);
    }

    private static JsonNode summary() {
        return service.getJson("/api/v1/keyring/summary");
    }

    private static LeaseReply ask(long batch) {
        var reply = service.postJson("/internal/leases", new Worker().call(batch, 0));
        return service.json()
                .treeToValue(reply, LeaseReply.Group.class)
                .replies()
                .getFirst();
    }

    private static Granted granted(LeaseReply reply) {
        return (Granted) reply;
    }

    private static Granted grantedAtLast(long batch) {
        return granted(await().until(() -> ask(batch), Granted.class::isInstance));
    }

    private static long lastRaised() {
        return service.collection().raised().getLast().token();
    }

    private static KeyId key() {
        return service.collection().raised().getLast().keyId();
    }

    private static String outcomeOf(Granted lease) {
        return service.jdbc()
                .sql("SELECT outcome FROM key_lease WHERE id = :id")
                .param("id", lease.leaseId().value())
                .query(String.class)
                .single();
    }
}
