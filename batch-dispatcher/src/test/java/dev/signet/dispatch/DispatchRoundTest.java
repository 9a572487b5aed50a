package dev.signet.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.contract.BatchId;
import dev.signet.contract.DispatchClaims.Claimed;
import dev.signet.contract.DispatchClaims.Mark;
import dev.signet.contract.DispatchClaims.Request;
import dev.signet.contract.KeyringName;
import dev.signet.contract.RecordId;
import dev.signet.contract.RunId;
import dev.signet.contract.SigningTriggered;
import dev.signet.dispatch.DispatchRound.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DispatchRoundTest {
    private static final int LIMIT = 3;
    private static final KeyringName MAIL = new KeyringName("mail");

    private final Collection collection = new Collection();
    private final Exchange exchange = new Exchange();
    private final AtomicLong now = new AtomicLong();
    private final DispatchRound round = new DispatchRound(collection, exchange, LIMIT, new HeldBack(now::get));

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

    @Test
    void keyringThatNobodyServesHoldsUpNoOther() {
        exchange.unserved.add(MAIL);
        collection.due.add(List.of(mail(1), trigger(2), mail(3)));
        assertThat(round.run()).isEqualTo(Outcome.DISPATCHED);

        collection.due.add(List.of(mail(4), trigger(5)));
        assertThat(round.run()).isEqualTo(Outcome.CAUGHT_UP);

        assertThat(exchange.published).containsExactly(trigger(2), trigger(5));
        assertThat(collection.marked).containsExactly(new BatchId(2), new BatchId(5));
    }

    @Test
    void moreOfWhatIsHeldBackIsNotClaimed() {
        exchange.unserved.add(MAIL);
        collection.due.add(List.of(mail(1), trigger(2)));
        round.run();
        assertThat(collection.notAskedFor).isEmpty();

        round.run();
        assertThat(collection.notAskedFor).containsExactly(MAIL);

        exchange.unserved.clear();
        passed(Duration.ofMillis(100));
        round.run();
        round.run();
        assertThat(collection.notAskedFor).isEmpty();
    }

    @Test
    void whatIsHeldBackGoesOutOnceSomebodyServesItsKeyring() {
        exchange.unserved.add(MAIL);
        collection.due.add(List.of(mail(1)));
        assertThat(round.run()).isEqualTo(Outcome.NOTHING_DUE);
        collection.due.add(List.of(mail(2)));
        assertThat(round.run()).isEqualTo(Outcome.NOTHING_DUE);
        assertThat(exchange.tries).as("it is not tried all the time").containsExactly(mail(1));

        exchange.unserved.clear();
        passed(Duration.ofMillis(100));
        round.run();

        assertThat(exchange.published).containsExactly(mail(1), mail(2));
        assertThat(collection.marked).containsExactly(new BatchId(1), new BatchId(2));
        collection.due.add(List.of(mail(3)));
        assertThat(round.run()).isEqualTo(Outcome.CAUGHT_UP);
        assertThat(exchange.published).hasSize(3);
    }

    @Test
    void asLongAsNobodyServesAKeyringItIsTriedLessAndLessOften() {
        exchange.unserved.add(MAIL);
        collection.due.add(List.of(mail(1)));

        for (var i = 0; i < 3_000; i++) {
            round.run();
            passed(Duration.ofMillis(20));
        }

        assertThat(exchange.tries).hasSizeBetween(20, 27); // in a minute
        assertThat(collection.marked).isEmpty();
    }

    @Test
    void ofABatchThatWasClaimedAgainMeanwhileTheLastOrderGoesOut() {
        exchange.unserved.add(MAIL);
        collection.due.add(List.of(mail(1)));
        round.run();
        var again = new SigningTriggered(new BatchId(1), new RunId(1), new RecordId(1), new RecordId(10), 10, 2)
                .withKeyring(MAIL);
        collection.due.add(List.of(again));
        round.run();

        exchange.unserved.clear();
        passed(Duration.ofSeconds(3));
        round.run();

        assertThat(exchange.published).containsExactly(again);
    }

    @Test
    void whatIsHeldBackSurvivesABrokerThatIsAway() {
        exchange.unserved.add(MAIL);
        collection.due.add(List.of(mail(1), trigger(2)));
        round.run();
        exchange.refuses = true;
        exchange.unserved.clear();
        passed(Duration.ofSeconds(3));
        collection.due.add(List.of(mail(3)));
        assertThatThrownBy(round::run).isInstanceOf(IllegalStateException.class);

        exchange.refuses = false;
        round.run();

        assertThat(exchange.published).containsExactly(trigger(2), mail(1), mail(3));
    }

    private void passed(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static SigningTriggered mail(long batch) {
        return trigger(batch).withKeyring(MAIL);
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
        private List<KeyringName> notAskedFor = List.of();

        @Override
        public Claimed claim(Request request) {
            claims++;
            notAskedFor = request.notOf().orElseThrow();
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
        private final List<SigningTriggered> tries = new ArrayList<>();
        private final Set<KeyringName> unserved = new HashSet<>();
        private boolean refuses;

        @Override
        public Map<BatchId, String> publish(List<SigningTriggered> batches) {
            if (refuses) {
                throw new IllegalStateException("the broker is away");
            }
            tries.addAll(batches);
            var refused = new HashMap<BatchId, String>();
            for (var batch : batches) {
                if (unserved.contains(batch.keyringName())) {
                    refused.put(batch.batchId(), "no queue is bound");
                } else {
                    published.add(batch);
                }
            }
            return refused;
        }
    }
}
