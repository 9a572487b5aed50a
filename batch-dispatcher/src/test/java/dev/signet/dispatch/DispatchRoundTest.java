package dev.signet.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.contract.BatchId;
import dev.signet.contract.DispatchClaims.Claimed;
import dev.signet.contract.DispatchClaims.Mark;
import dev.signet.contract.RecordId;
import dev.signet.contract.RunId;
import dev.signet.contract.SigningTriggered;
import dev.signet.dispatch.DispatchRound.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class DispatchRoundTest {
    private static final int LIMIT = 3;

    private final Collection collection = new Collection();
    private final Exchange exchange = new Exchange();
    private final DispatchRound round = new DispatchRound(collection, exchange, LIMIT);

    @Test
    void claimedBatchesArePublishedThenMarked() {
        collection.due.add(List.of(trigger(1), trigger(2)));

        assertThat(round.run()).isEqualTo(Outcome.CAUGHT_UP);

        assertThat(exchange.published).containsExactly(trigger(1), trigger(2));
        assertThat(collection.marked).containsExactly(new BatchId(1), new BatchId(2));
    }

    @Test
    void asManyAsCanBeClaimedAtOnceMayNotBeAll() {
        collection.due.add(List.of(trigger(1), trigger(2), trigger(3)));

        assertThat(round.run()).isEqualTo(Outcome.DISPATCHED);
    }

    @Test
    void nothingDueIsToldFromNothingOutstanding() {
        assertThat(round.run()).isEqualTo(Outcome.NOTHING_DUE);

        collection.idle = true;
        assertThat(round.run()).isEqualTo(Outcome.IDLE);
    }

    @Test
    void onlyWhatTheBrokerConfirmedIsMarked() {
        collection.due.add(List.of(trigger(1)));
        exchange.refuses = true;

        assertThatThrownBy(round::run).isInstanceOf(IllegalStateException.class);

        assertThat(collection.marked).isEmpty();
    }

    @Test
    void whatTheBrokerRefusedIsPublishedFirstOnceItTakesMessages() {
        collection.due.add(List.of(trigger(1)));
        collection.due.add(List.of(trigger(2)));
        exchange.refuses = true;
        assertThatThrownBy(round::run).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(round::run).isInstanceOf(IllegalStateException.class);
        assertThat(collection.claims).isOne();

        exchange.refuses = false;
        round.run();

        assertThat(exchange.published).containsExactly(trigger(1));
        assertThat(collection.marked).containsExactly(new BatchId(1));
    }

    @Test
    void markThatFailedIsRepeatedWithoutPublishingAgain() {
        collection.due.add(List.of(trigger(1)));
        collection.marksFail = true;
        assertThatThrownBy(round::run).isInstanceOf(IllegalStateException.class);

        collection.marksFail = false;
        round.run();

        assertThat(exchange.published).containsExactly(trigger(1));
        assertThat(collection.marked).containsExactly(new BatchId(1));
    }

    @Test
    void dispatcherThatDiedAfterPublishingLeavesTheBatchToBeClaimedAgain() {
        collection.due.add(List.of(trigger(1)));
        collection.marksFail = true;
        assertThatThrownBy(round::run).isInstanceOf(IllegalStateException.class);

        collection.marksFail = false;
        collection.due.add(List.of(trigger(1)));
        new DispatchRound(collection, exchange, LIMIT).run();

        assertThat(exchange.published).containsExactly(trigger(1), trigger(1));
        assertThat(collection.marked).containsExactly(new BatchId(1));
    }

    private static SigningTriggered trigger(long batch) {
        return new SigningTriggered(
                new BatchId(batch), new RunId(1), new RecordId(batch), new RecordId(batch + 9), 10, 1);
    }

    private static final class Collection implements DueBatches {
        private final Queue<List<SigningTriggered>> due = new ArrayDeque<>();
        private final List<BatchId> marked = new ArrayList<>();
        private boolean idle;
        private boolean marksFail;
        private int claims;

        @Override
        public Claimed claim(int limit) {
            claims++;
            var batches = due.poll();
            return new Claimed(batches == null ? List.of() : batches, idle);
        }

        @Override
        public void mark(Mark mark) {
            if (marksFail) {
                throw new IllegalStateException("collection-service is away");
            }
            marked.addAll(mark.batches());
        }
    }

    private static final class Exchange implements Triggers {
        private final List<SigningTriggered> published = new ArrayList<>();
        private boolean refuses;

        @Override
        public void publish(List<SigningTriggered> batches) {
            if (refuses) {
                throw new IllegalStateException("no queue is bound");
            }
            published.addAll(batches);
        }
    }
}
