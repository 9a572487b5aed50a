package dev.signet.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.contract.BatchId;
import dev.signet.contract.DispatchClaims.Claimed;
import dev.signet.contract.DispatchClaims.Mark;
import dev.signet.contract.DispatchClaims.Request;
import dev.signet.contract.RecordId;
import dev.signet.contract.RunId;
import dev.signet.contract.SigningTriggered;
import dev.signet.platform.Traced;
import dev.signet.platform.trace.BatchTraces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandedOutTest {
    private static final List<SigningTriggered> BATCHES = List.of(batch(1, 1), batch(2, 3));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Traced<SigningTriggered>> published = new ArrayList<>();
    private final Map<BatchId, String> refused = new HashMap<>();
    private final HandedOut handedOut =
            handedOut(BatchTraces.over(OpenTelemetrySdk.builder().build()));

    @Test
    void whatIsHandedOutAgainIsToldFromWhatIsNew() {
        handedOut.publish(BATCHES);
        handedOut.publish(List.of(batch(2, 4)));

        assertThat(dispatched("first")).isEqualTo(1);
        assertThat(dispatched("again")).isEqualTo(2);
    }

    @Test
    void whatTheBrokerDidNotTakeIsNotHandedOut() {
        refused.put(new BatchId(1), "no queue is bound");

        assertThat(handedOut.publish(BATCHES)).isEqualTo(refused);

        assertThat(dispatched("first")).isZero();
        assertThat(dispatched("again")).isEqualTo(1);
    }

    @Test
    void eachClaimedBatchGoesOutWithATraceOfItsOwn() {
        handedOut.publish(handedOut.claim(Request.ofAll(2)).batches());

        assertThat(published).extracting(Traced::message).isEqualTo(BATCHES);
        assertThat(published)
                .extracting(Traced::traceparent)
                .doesNotHaveDuplicates()
                .doesNotContain(Optional.empty());
    }

    @Test
    void whatIsPublishedAgainStaysInItsTraceUntilItIsMarked() {
        var claimed = handedOut.claim(Request.ofAll(2)).batches();
        handedOut.publish(claimed);
        handedOut.publish(claimed);

        assertThat(published.subList(0, 2)).isEqualTo(published.subList(2, 4));

        handedOut.mark(new Mark(List.of(new BatchId(1), new BatchId(2))));
        handedOut.publish(claimed);
        assertThat(published.subList(4, 6)).extracting(Traced::traceparent).containsOnly(Optional.empty());
    }

    @Test
    void withoutTracesNoneGoesAlong() {
        var untraced = handedOut(BatchTraces.off());

        untraced.publish(untraced.claim(Request.ofAll(2)).batches());

        assertThat(published).containsExactly(Traced.alone(BATCHES.get(0)), Traced.alone(BATCHES.get(1)));
    }

    private HandedOut handedOut(BatchTraces traces) {
        return new HandedOut(new BothAreAlwaysDue(), this::publish, traces, meters);
    }

    private Map<BatchId, String> publish(List<Traced<SigningTriggered>> batches) {
        published.addAll(batches);
        return refused;
    }

    private double dispatched(String time) {
        return meters.get("signet.batches.dispatched")
                .tag("time", time)
                .counter()
                .count();
    }

    private static SigningTriggered batch(long id, int attempt) {
        return new SigningTriggered(new BatchId(id), new RunId(1), new RecordId(id), new RecordId(id), 1, attempt);
    }

    private static final class BothAreAlwaysDue implements DueBatches {
        @Override
        public Claimed claim(Request request) {
            return new Claimed(BATCHES, false);
        }

        @Override
        public void mark(Mark mark) {}
    }
}
