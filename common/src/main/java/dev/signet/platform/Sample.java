package dev.signet.platform;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Something that takes a question to answer, asked once however many gauges show a part of it, and again when the answer is a second old. One that
 * cannot be asked now shows no number rather than an old one; and those who scrape are not kept waiting for it, or they would take the whole service
 * for dead.
 */
public final class Sample<T> {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long MAX_AGE = Duration.ofSeconds(1).toNanos();

    private final Supplier<T> question;
    private final long patience;
    private @Nullable CompletableFuture<T> answer;
    private long asked;
    private volatile long answered;

    public Sample(Supplier<T> question) {
        this(question, PATIENCE);
    }

    /** @param patience for all gauges together */
    Sample(Supplier<T> question, Duration patience) {
        this.question = question;
        this.patience = patience.toNanos();
    }

    /** One number of it; NaN while there is none. */
    public double number(ToDoubleFunction<T> part) {
        try {
            return part.applyAsDouble(latest());
        } catch (ExecutionException | TimeoutException _) {
            return Double.NaN; // who asks for metrics is not told why; whoever needs the answer says it
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Double.NaN;
        }
    }

    private synchronized T latest() throws ExecutionException, TimeoutException, InterruptedException {
        if (answer == null || answer.isDone() && System.nanoTime() - answered >= MAX_AGE) {
            asked = System.nanoTime();
            answer = CompletableFuture.supplyAsync(question, Thread::startVirtualThread)
                    .whenComplete((_, _) -> answered = System.nanoTime());
        }
        return answer.get(patience - (System.nanoTime() - asked), TimeUnit.NANOSECONDS);
    }
}
