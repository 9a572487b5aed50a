package dev.signet.collection.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.collection.Protocol;
import dev.signet.contract.BatchId;
import dev.signet.contract.DispatchClaims.Claimed;
import dev.signet.contract.DispatchClaims.Request;
import dev.signet.contract.SigningTriggered;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatchIT {
    private final Protocol protocol = Protocol.start("signet.lease.ttl=60s");
    private final Dispatch dispatch = protocol.get(Dispatch.class);

    @AfterEach
    void close() {
        protocol.close();
    }

    @Test
    void newBatchesAreHandedOutInOrderUpToTwiceTheKeys() {
        var batches = batches(7);
        protocol.keys(2);

        assertThat(ids(dispatch.claim(Request.ofAll(100)))).containsExactlyElementsOf(batches.subList(0, 4));
        assertThat(ids(dispatch.claim(Request.ofAll(100)))).isEmpty();

        protocol.jdbc()
                .sql("UPDATE batch SET state = 'SUPERSEDED' WHERE id = :id")
                .param("id", batches.getFirst().value())
                .update();
        assertThat(ids(dispatch.claim(Request.ofAll(100)))).containsExactly(batches.get(4));
    }

    @Test
    void nothingNewIsHandedOutWithoutKeys() {
        batches(1);

        var claimed = dispatch.claim(Request.ofAll(100));

        assertThat(claimed.batches()).isEmpty();
        assertThat(claimed.idle()).as("there is work, only no key").isFalse();
    }

    @Test
    void overdueBatchesComeFirstAndOutsideTheWindow() {
        var batches = batches(6);
        protocol.keys(2);
        dispatch.claim(Request.ofAll(100));
        overdue(batches.get(1), batches.get(3));

        var claimed = dispatch.claim(Request.ofAll(100));

        assertThat(ids(claimed)).containsExactlyInAnyOrder(batches.get(1), batches.get(3));
        assertThat(claimed.batches())
                .allSatisfy(trigger -> assertThat(trigger.attempt()).isEqualTo(2));
        assertThat(protocol.counter("redispatched")).isEqualTo(2);
    }

    @Test
    void batchThatWasHandedOutIsNotDueBeforeItsLeaseCouldHaveRunOut() {
        batches(1);
        protocol.keys(1);

        dispatch.claim(Request.ofAll(100));

        assertThat(
                        protocol.count(
                                "SELECT count(*) FROM batch WHERE next_dispatch_at BETWEEN now() + interval '74 s' AND now() + interval '76 s'"))
                .isEqualTo(1);
    }

    @Test
    void twoDispatchersNeverGetTheSameBatch() {
        var batches = batches(4);
        protocol.keys(4);

        var other = protocol.inTransaction(() -> {
            assertThat(ids(dispatch.claim(Request.ofAll(2)))).containsExactlyElementsOf(batches.subList(0, 2));
            return ids(
                    protocol.elsewhere(() -> dispatch.claim(Request.ofAll(2))).join());
        });

        assertThat(other).containsExactlyElementsOf(batches.subList(2, 4));
    }

    @Test
    void nothingOfAPausedRunIsHandedOutUntilItIsResumed() {
        var batches = batches(4);
        protocol.keys(1);
        dispatch.claim(Request.ofAll(100));
        overdue(batches.getFirst());
        protocol.keys(2);

        protocol.jdbc().sql("UPDATE run SET paused_at = now()").update();
        assertThat(dispatch.claim(Request.ofAll(100)).batches()).isEmpty();
        dispatch.makeAllDue();
        var afterARestart = dispatch.claim(Request.ofAll(100));
        assertThat(afterARestart.batches()).isEmpty();
        assertThat(afterARestart.idle()).as("there is work, only not now").isFalse();

        protocol.jdbc().sql("UPDATE run SET paused_at = NULL").update();
        assertThat(ids(dispatch.claim(Request.ofAll(100)))).containsExactlyElementsOf(batches);
    }

    @Test
    void markLeavesAloneWhatAStoreHasOvertaken() {
        var batches = batches(2);
        protocol.keys(2);
        dispatch.claim(Request.ofAll(100));
        protocol.jdbc()
                .sql(
                        "UPDATE batch SET state = 'SIGNED', key_id = 'k', token = 1, lease_id = gen_random_uuid(), algorithm = 'Ed25519', signed_at = now() WHERE id = :id")
                .param("id", batches.getFirst().value())
                .update();

        dispatch.mark(batches);

        assertThat(protocol.stateOf(batches.getFirst())).isEqualTo("SIGNED");
        assertThat(protocol.stateOf(batches.getLast())).isEqualTo("DISPATCHED");
    }

    @Test
    void markOfABatchThatWasNeverHandedOutDoesNotKeepItFromBeingHandedOut() {
        var batches = batches(2);
        protocol.keys(2);

        dispatch.mark(batches.subList(0, 1));
        overdue(batches.getFirst());

        assertThat(ids(dispatch.claim(Request.ofAll(100)))).containsExactlyElementsOf(batches);
    }

    @Test
    void whenNothingIsOpenTheDispatcherMayRest() {
        assertThat(dispatch.claim(Request.ofAll(100)).idle()).isTrue();
    }

    @Test
    void afterAStartOfEverythingWhatWasHandedOutIsDueAtOnce() {
        var batches = batches(3);
        protocol.keys(1);
        dispatch.claim(Request.ofAll(100));

        assertThat(dispatch.makeAllDue()).isEqualTo(2);

        assertThat(ids(dispatch.claim(Request.ofAll(100)))).containsExactlyInAnyOrderElementsOf(batches.subList(0, 2));
    }

    private List<BatchId> batches(int count) {
        return IntStream.range(0, count).mapToObj(_ -> protocol.batch(2)).toList();
    }

    private void overdue(BatchId... batches) {
        for (var batch : batches) {
            protocol.jdbc()
                    .sql("UPDATE batch SET next_dispatch_at = now() - interval '1 s' WHERE id = :id")
                    .param("id", batch.value())
                    .update();
        }
    }

    private static List<BatchId> ids(Claimed claimed) {
        return claimed.batches().stream()
                .map(SigningTriggered::batchId)
                .sorted()
                .toList();
    }
}
