package dev.signet.system.chaos;

import java.time.Duration;

/** Spreads a number of steps evenly over a time. */
record Pacing(int steps, Duration over) {
    /** Does each step when it is due, or as soon as the one before is done. */
    void each(Step step) throws InterruptedException {
        var start = System.nanoTime();
        for (var i = 0; i < steps; i++) {
            var due = start + over.toNanos() * i / steps;
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            step.take(i);
        }
    }

    @FunctionalInterface
    interface Step {
        void take(int number) throws InterruptedException;
    }
}
