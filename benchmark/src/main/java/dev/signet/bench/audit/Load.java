package dev.signet.bench.audit;

import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * So many events, brought by so many at the same time.
 *
 * @param batch how many one brings at once
 */
record Load(long events, int clients, int batch) {
    /** Brings events; one to each client. */
    interface Client extends AutoCloseable {
        void bring(String[] events) throws Exception;

        @Override
        void close() throws Exception;
    }

    /** Makes a client. */
    interface Clients {
        Client open() throws Exception;
    }

    /** Events per second, from the first that is brought until all are acknowledged. */
    double run(Clients clients) throws Exception {
        var next = new AtomicLong();
        var began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(this.clients)) {
            var running = new ArrayList<Future<?>>();
            for (var i = 0; i < this.clients; i++) {
                running.add(threads.submit(() -> {
                    try (var client = clients.open()) {
                        bringAll(client, next);
                    }
                    return null;
                }));
            }
            for (var each : running) {
                await(each);
            }
        }
        return events * 1e9 / (System.nanoTime() - began);
    }

    private void bringAll(Client client, AtomicLong next) throws Exception {
        for (var first = next.getAndAdd(batch); first < events; first = next.getAndAdd(batch)) {
            client.bring(LongStream.range(first, Math.min(first + batch, events))
                    .mapToObj(Events::event)
                    .toArray(String[]::new));
        }
    }

    private static void await(Future<?> running) throws Exception {
        try {
            running.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
