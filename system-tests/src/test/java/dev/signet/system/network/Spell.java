package dev.signet.system.network;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One time for which a disturbance lasts. Whoever pauses because of it goes on as soon as it is over. */
final class Spell {
    private final Disturbance disturbance;
    private final CountDownLatch over = new CountDownLatch(1);

    Spell(Disturbance disturbance) {
        this.disturbance = disturbance;
    }

    Disturbance disturbance() {
        return disturbance;
    }

    void end() {
        over.countDown();
    }

    /** Pauses, and says whether the disturbance still lasts afterwards. */
    boolean outlasts(Duration pause) {
        try {
            return !over.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
