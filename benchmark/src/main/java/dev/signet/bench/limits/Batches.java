package dev.signet.bench.limits;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands out the numbers of batches to threads until there are no more. */
public final class Batches {
    private Batches() {}

    /** Returns when all are done; throws what one of them threw. */
    public static void each(int batches, int threads, Workplace workplace) throws Exception {
        var next = new AtomicInteger();
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var all = new ArrayList<Future<?>>();
            for (var i = 0; i < threads; i++) {
                all.add(executor.submit((Callable<Void>) () -> {
                    try (var work = workplace.open()) {
                        for (var batch = next.getAndIncrement(); batch < batches; batch = next.getAndIncrement()) {
                            work.on(batch);
                        }
                    }
                    return null;
                }));
            }
            for (var one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** What each thread has for itself. */
    @FunctionalInterface
    public interface Workplace {
        Work open() throws Exception;
    }

    /** What is done with a batch; closed when there are no more. */
    public interface Work extends AutoCloseable {
        void on(int batch) throws Exception;

        @Override
        default void close() throws Exception {}
    }
}
