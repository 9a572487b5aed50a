package dev.signet.cli.verify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Verifies signatures on every processor, while no more of them are in memory than a few chunks for each. */
final class Verification implements AutoCloseable {
    private static final int CHUNK_LINES = 256;
    private static final int CHUNK_WEIGHT = 1 << 20;

    private final Findings findings;
    private final LongConsumer progress;
    private final ExecutorService threads;
    private final ThreadLocal<JwsVerifier> verifiers;
    private final int mostChunks;
    private final Deque<Future<?>> running = new ArrayDeque<>();
    private final AtomicLong verified = new AtomicLong();
    private List<SignatureLine> chunk = new ArrayList<>();
    private int weight;

    /** @param progress told how many were right so far, by several threads */
    Verification(KeySet keys, Findings findings, LongConsumer progress) {
        this.findings = findings;
        this.progress = progress;
        var processors = Runtime.getRuntime().availableProcessors();
        this.mostChunks = 2 * processors;
        this.threads = Executors.newFixedThreadPool(
                processors, Thread.ofPlatform().daemon().name("verify-", 1).factory());
        this.verifiers = ThreadLocal.withInitial(() -> new JwsVerifier(keys));
    }

    /** Waits while enough is being worked on. */
    void add(SignatureLine line) throws InterruptedException {
        chunk.add(line);
        weight += line.weight();
        if (chunk.size() >= CHUNK_LINES || weight >= CHUNK_WEIGHT) {
            submit();
        }
    }

    /** Waits for all that was added. */
    long verified() throws InterruptedException {
        submit();
        while (!running.isEmpty()) {
            await(running.remove());
        }
        return verified.get();
    }

    private void submit() throws InterruptedException {
        var lines = chunk;
        chunk = new ArrayList<>(CHUNK_LINES);
        weight = 0;
        running.add(threads.submit(() -> verify(lines)));
        while (running.size() > mostChunks) {
            await(running.remove());
        }
    }

    private void verify(List<SignatureLine> lines) {
        var right = 0;
        for (var line : lines) {
            try {
                verifiers.get().verify(line);
                right++;
            } catch (NotVerified e) {
                findings.add(e.rule(), "record %d: %s".formatted(line.recordId(), e.getMessage()));
            }
        }
        progress.accept(verified.addAndGet(right));
    }

    private static void await(Future<?> future) throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("verifying broke off", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
