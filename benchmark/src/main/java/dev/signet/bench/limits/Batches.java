package dev.signet.bench.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands out the numbers of batches to threads until there are no more. */
public final class Batches {
    private Batches() {}

    /** Has each worker, in a thread of its own, take one batch after the other. Returns when all are done; throws what one of them threw. */
    public static void each(int batches, List<? extends Work> workers) throws Exception {
        var next = new AtomicInteger();
        try (var executor = Executors.newFixedThreadPool(workers.size())) {
            var all = new ArrayList<Future<?>>();
            for (var worker : workers) {
                all.add(executor.submit((Callable<Void>) () -> {
                    for (var batch = next.getAndIncrement(); batch < batches; batch = next.getAndIncrement()) {
                        worker.on(batch);
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

    /** What is done with a batch. Belongs to one thread at a time. */
    @FunctionalInterface
    public interface Work {
        void on(int batch) throws Exception;
    }
}
