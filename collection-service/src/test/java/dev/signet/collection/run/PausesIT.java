package dev.signet.collection.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signet.collection.Protocol;
import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.run.Planner.Outcome;
import dev.signet.contract.RunId;
import dev.signet.platform.NotFound;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PausesIT {
    private final Protocol protocol = Protocol.start("signet.batch-size=10", "signet.linger=0s");
    private final Pauses pauses = protocol.get(Pauses.class);
    private final Planner planner = protocol.get(Planner.class);

    @AfterEach
    void close() {
        protocol.close();
    }

    @Test
    void pausedTwiceARunIsPausedSinceTheFirstTime() {
        var run = givenRun();
        pauses.pause(run);
        var since = pausedAt();

        pauses.pause(run);

        assertThat(pausedAt()).isEqualTo(since).isNotEqualTo("never");
        assertThat(told("pause/" + run)).hasSize(1);
    }

    @Test
    void resumedOnceOrTwiceARunIsNotPaused() {
        var run = givenRun();
        pauses.pause(run);

        pauses.resume(run);
        pauses.resume(run);

        assertThat(pausedAt()).isEqualTo("never");
        assertThat(told("resumption/" + run)).hasSize(1);
    }

    @Test
    void recordsThatArriveWhileARunIsPausedAreItsToo() {
        var run = givenRun();
        pauses.pause(run);
        protocol.records(10);

        assertThat(planner.plan(Keyring.DEFAULT)).isEqualTo(Outcome.FORMED);

        assertThat(protocol.count("SELECT count(DISTINCT run_id) FROM batch")).isEqualTo(1);
    }

    @Test
    void runWhoseLastBatchWasUnderWayEndsAlthoughItIsPaused() {
        var run = givenRun();
        pauses.pause(run);
        protocol.jdbc().sql("""
                        UPDATE batch
                           SET state = 'SIGNED', key_id = 'k', token = 1, lease_id = gen_random_uuid(), algorithm = 'Ed25519',
                               signed_at = now()
                        """).update();

        planner.plan(Keyring.DEFAULT);

        assertThat(protocol.count("SELECT count(*) FROM run WHERE state = 'COMPLETED' AND paused_at IS NULL"))
                .isEqualTo(1);
        pauses.resume(run);
        assertThatExceptionOfType(RunEnded.class)
                .isThrownBy(() -> pauses.pause(run))
                .withMessage("Run %s has ended; only a run that is on can be paused.", run);
    }

    @Test
    void runThatIsNotThereIsNotFound() {
        var unknown = new RunId(99);

        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> pauses.pause(unknown));
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> pauses.resume(unknown));
    }

    private List<String> told(String act) {
        return protocol.told().stream()
                .filter(event -> event.startsWith(act + "/"))
                .toList();
    }

    private RunId givenRun() {
        protocol.records(10);
        planner.plan(Keyring.DEFAULT);
        return new RunId(protocol.count("SELECT id FROM run"));
    }

    private String pausedAt() {
        return protocol.jdbc()
                .sql("SELECT coalesce(paused_at::text, 'never') FROM run")
                .query(String.class)
                .single();
    }
}
