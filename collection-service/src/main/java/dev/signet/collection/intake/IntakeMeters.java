package dev.signet.collection.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Counts what became of messages, once it is committed, and times their groups. */
@Component
class IntakeMeters {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final Counter stored;
    private final Counter duplicates;
    private final Counter parked;
    private final Timer group;

    IntakeMeters(MeterRegistry meters) {
        stored = messages("stored", meters);
        duplicates = messages("duplicate", meters);
        parked = messages("parked", meters);
        group = Timer.builder("signet.intake.group.duration")
                .description(
                        "How long a group of messages took, from the first of them taken to the last stored or parked")
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    private static Counter messages(String outcome, MeterRegistry meters) {
        return Counter.builder("signet.intake.messages")
                .description("Messages of the intake's queue that were dealt with")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** @param known how many of them had been stored before */
    void stored(int fresh, int known) {
        stored.increment(fresh);
        duplicates.increment(known);
    }

    void parked(int messages) {
        parked.increment(messages);
    }

    /** Runs it, and counts how long it took unless it throws: then the messages come again. */
    void time(Runnable taking) {
        var began = System.nanoTime();
        taking.run();
        group.record(Duration.ofNanos(System.nanoTime() - began));
    }
}
