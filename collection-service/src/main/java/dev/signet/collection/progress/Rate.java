package dev.signet.collection.progress;

import java.util.OptionalDouble;

/** Records per second, averaged with exponentially falling weight over about ten seconds. Starts afresh with each run. */
final class Rate {
    private static final double WINDOW_SECONDS = 10;
    private static final int SAMPLES_NEEDED = 3;

    private long run;
    private long lastSigned;
    private long lastNanos;
    private int samples;
    private double weighted;
    private double weight;

    /** @param nanos a monotonic time */
    void sample(long ofRun, long signed, long nanos) {
        if (samples == 0 || ofRun != run || signed < lastSigned) {
            run = ofRun;
            samples = 1;
            weighted = 0;
            weight = 0;
        } else if (nanos > lastNanos) {
            add(signed - lastSigned, (nanos - lastNanos) / 1e9);
            samples++;
        } else {
            return;
        }
        lastSigned = signed;
        lastNanos = nanos;
    }

    // Divided by the weight that there is so far, so that the first seconds are not taken for slow ones.
    private void add(long signed, double seconds) {
        var kept = Math.exp(-seconds / WINDOW_SECONDS);
        weighted = weighted * kept + (signed / seconds) * (1 - kept);
        weight = weight * kept + (1 - kept);
    }

    /** Empty until there are three samples. */
    OptionalDouble perSecond() {
        return samples < SAMPLES_NEEDED ? OptionalDouble.empty() : OptionalDouble.of(weighted / weight);
    }
}
