package dev.signet.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes few calls of many questions out of the many calls that threads make at the same time, as a database commits in groups: while one
 * call is under way, the questions for the next gather, and one of those who wait makes it for all. Alone, nobody waits.
 *
 * @param <Q> a question
 * @param <A> its answer
 */
public final class GroupedCalls<Q, A> {
    private final int largest;
    private final Class<? extends RuntimeException> common;
    private final Function<List<Q>, List<A>> call;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Waiting<Q, A>> waiting = new ArrayList<>();
    private boolean underWay;

    /**
     * @param largest how many questions a call has at most
     * @param common what says nothing of any single question: all who asked are thrown it. After another failure each is asked alone
     * @param call answers each question, in their order
     */
    public GroupedCalls(int largest, Class<? extends RuntimeException> common, Function<List<Q>, List<A>> call) {
        this.largest = largest;
        this.common = common;
        this.call = call;
    }

    /** Asks, and waits for the answer. */
    public A ask(Q question) {
        var mine = new Waiting<Q, A>(question, lock.newCondition());
        lock.lock();
        try {
            waiting.add(mine);
            while (mine.outcome == null) {
                if (underWay) {
                    mine.changed.awaitUninterruptibly();
                } else {
                    lead();
                }
            }
            return mine.outcome.get();
        } finally {
            lock.unlock();
        }
    }

    /** How many wait for the next call. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void lead() {
        var next = waiting.subList(0, Math.min(largest, waiting.size()));
        var group = List.copyOf(next);
        next.clear();
        underWay = true;
        lock.unlock();
        List<Outcome<A>> outcomes = List.of();
        try {
            outcomes = outcomes(group.stream().map(one -> one.question).toList());
        } finally {
            lock.lock();
            underWay = false;
            for (var i = 0; i < group.size(); i++) {
                group.get(i)
                        .end(
                                i < outcomes.size()
                                        ? outcomes.get(i)
                                        : new Failed<>(new IllegalStateException("the call ended without an answer")));
            }
            if (!waiting.isEmpty()) {
                waiting.getFirst().changed.signal(); // who comes first makes the next call
            }
        }
    }

    private List<Outcome<A>> outcomes(List<Q> questions) {
        try {
            var answers = call.apply(questions);
            if (answers.size() != questions.size()) {
                throw new IllegalStateException(
                        "%d questions got %d answers".formatted(questions.size(), answers.size()));
            }
            return answers.stream().<Outcome<A>>map(Answered::new).toList();
        } catch (RuntimeException e) {
            if (questions.size() == 1 || common.isInstance(e)) {
                return questions.stream().<Outcome<A>>map(_ -> new Failed<>(e)).toList();
            }
            return questions.stream()
                    .flatMap(question -> outcomes(List.of(question)).stream())
                    .toList();
        }
    }

    private sealed interface Outcome<A> {
        A get();
    }

    private record Answered<A>(A answer) implements Outcome<A> {
        @Override
        public A get() {
            return answer;
        }
    }

    private record Failed<A>(RuntimeException reason) implements Outcome<A> {
        @Override
        public A get() {
            throw reason;
        }
    }

    // Each is woken alone: where 64 wait, waking all whenever one call ends is felt.
    private static final class Waiting<Q, A> {
        private final Q question;
        private final Condition changed;
        private @Nullable Outcome<A> outcome;

        Waiting(Q question, Condition changed) {
            this.question = question;
            this.changed = changed;
        }

        void end(Outcome<A> with) {
            outcome = with;
            changed.signal();
        }
    }
}
