package dev.signet.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupedCallsTest {
    private final List<List<Integer>> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);

    @Test
    void aloneAQuestionIsACall() {
        var doubles = new GroupedCalls<Integer, Integer>(10, Away.class, this::doubled);

        assertThat(doubles.ask(21)).isEqualTo(42);
        assertThat(calls).containsExactly(List.of(21));
    }

    @Test
    void whatIsAskedDuringACallIsAskedTogetherAfterIt() {
        var doubles = new GroupedCalls<Integer, Integer>(10, Away.class, questions -> {
            calls.add(questions);
            waitForRelease();
            return questions.stream().map(question -> 2 * question).toList();
        });
        var first = ask(doubles, 1);
        await().until(() -> calls.size() == 1);
        var others = IntStream.rangeClosed(2, 6).mapToObj(i -> ask(doubles, i)).toList();
        await().until(() -> doubles.waiting() == 5);

        released.countDown();

        assertThat(first.join()).isEqualTo(2);
        for (var i = 0; i < 5; i++) {
            assertThat(others.get(i).join()).isEqualTo(2 * (i + 2));
        }
        assertThat(calls).hasSize(2);
        assertThat(calls.get(1)).containsExactlyInAnyOrder(2, 3, 4, 5, 6);
    }

    @Test
    void noCallHasMoreQuestionsThanItMay() throws Exception {
        var doubles = new GroupedCalls<Integer, Integer>(3, Away.class, this::doubled);
        var answers = new ArrayList<CompletableFuture<Integer>>();
        for (var i = 0; i < 100; i++) {
            answers.add(ask(doubles, i));
        }

        for (var i = 0; i < 100; i++) {
            assertThat(answers.get(i).join()).isEqualTo(2 * i);
        }
        assertThat(calls).allSatisfy(call -> assertThat(call).hasSizeBetween(1, 3));
        assertThat(calls.stream().mapToInt(List::size).sum()).isEqualTo(100);
    }

    @Test
    void failureOfACallIsToldToAllInItAndToNobodyElse() {
        var number = new AtomicInteger();
        var failing = new GroupedCalls<Integer, Integer>(10, Away.class, questions -> {
            if (number.incrementAndGet() == 1) {
                throw new Away();
            }
            return questions;
        });

        assertThatThrownBy(() -> failing.ask(1)).isInstanceOf(Away.class);
        assertThat(failing.ask(2)).isEqualTo(2);
    }

    @Test
    void questionThatFailsSpoilsNoOther() {
        var picky = new GroupedCalls<Integer, Integer>(10, Away.class, questions -> {
            calls.add(questions);
            if (calls.size() == 1) {
                waitForRelease();
            }
            if (questions.contains(3)) {
                throw new IllegalArgumentException("not 3");
            }
            return questions;
        });
        var first = ask(picky, 1);
        await().until(() -> calls.size() == 1);
        var others = IntStream.rangeClosed(2, 4).mapToObj(i -> ask(picky, i)).toList();
        await().until(() -> picky.waiting() == 3);

        released.countDown();

        assertThat(first.join()).isEqualTo(1);
        assertThat(others.get(0).join()).isEqualTo(2);
        assertThatThrownBy(others.get(1)::join).hasRootCauseMessage("not 3");
        assertThat(others.get(2).join()).isEqualTo(4);
    }

    @Test
    void failureThatSaysNothingOfASingleQuestionIsToldToAllAtOnce() {
        var away = new GroupedCalls<Integer, Integer>(10, Away.class, questions -> {
            calls.add(questions);
            waitForRelease();
            throw new Away();
        });
        var first = ask(away, 1);
        await().until(() -> calls.size() == 1);
        var others = IntStream.rangeClosed(2, 4).mapToObj(i -> ask(away, i)).toList();
        await().until(() -> away.waiting() == 3);

        released.countDown();

        assertThatThrownBy(first::join).hasRootCauseInstanceOf(Away.class);
        assertThat(others).allSatisfy(one -> assertThatThrownBy(one::join).hasRootCauseInstanceOf(Away.class));
        assertThat(calls).hasSize(2);
    }

    @Test
    void answerThatIsMissingIsAFailure() {
        var incomplete = new GroupedCalls<Integer, Integer>(10, Away.class, _ -> List.of());

        assertThatThrownBy(() -> incomplete.ask(1)).hasMessage("1 questions got 0 answers");
    }

    private List<Integer> doubled(List<Integer> questions) {
        calls.add(questions);
        return questions.stream().map(question -> 2 * question).toList();
    }

    private void waitForRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompletableFuture<Integer> ask(GroupedCalls<Integer, Integer> calls, int question) {
        return CompletableFuture.supplyAsync(() -> calls.ask(question), Thread::startVirtualThread);
    }

    private static final class Away extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
