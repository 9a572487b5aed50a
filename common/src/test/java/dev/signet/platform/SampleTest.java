package dev.signet.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SampleTest {
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void isAskedOnceHoweverManyGaugesShowAPartOfIt() {
        var sample = new Sample<>(asked::incrementAndGet);

        assertThat(sample.number(Integer::doubleValue)).isEqualTo(1);
        assertThat(sample.number(answer -> 10.0 * answer)).isEqualTo(10);
    }

    @Test
    void isNotAskedAgainForTheNextGaugeWhenTheAnswerTookLong() {
        var sample = new Sample<>(() -> new CompletableFuture<Integer>()
                .completeOnTimeout(asked.incrementAndGet(), 1200, TimeUnit.MILLISECONDS)
                .join());

        assertThat(sample.number(Integer::doubleValue)).isEqualTo(1);
        assertThat(sample.number(Integer::doubleValue)).isEqualTo(1);
    }

    @Test
    void isAskedAgainWhenItIsOld() {
        var sample = new Sample<>(asked::incrementAndGet);

        await().until(() -> sample.number(Integer::doubleValue) == 2);
    }

    @Test
    void showsNoNumberAndIsNotAskedAgainAtOnceWhenItCannotBeAsked() {
        var sample = new Sample<Integer>(() -> {
            asked.incrementAndGet();
            throw new IllegalStateException("the database is away");
        });

        assertThat(sample.number(Integer::doubleValue)).isNaN();
        assertThat(sample.number(Integer::doubleValue)).isNaN();
        assertThat(asked).hasValue(1);
    }

    @Test
    void allGaugesTogetherWaitOnceForAnAnswerThatDoesNotCome() {
        var late = new CompletableFuture<Integer>();
        var sample = new Sample<>(late::join, Duration.ofMillis(500));
        var begin = System.nanoTime();

        for (var gauge = 0; gauge < 10; gauge++) {
            assertThat(sample.number(Integer::doubleValue)).isNaN();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        late.complete(7);
        await().until(() -> sample.number(Integer::doubleValue) == 7);
    }
}
