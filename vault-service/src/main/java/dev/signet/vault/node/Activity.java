package dev.signet.vault.node;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** What this instance is doing, and what it has done since it started; nothing of the items that it was. */
@Component
public class Activity {
    /** What somebody waits for. */
    public enum Work {
        STORING,
        OPENING,
        REMOVING
    }

    /** What came of it. */
    public enum Outcome {
        STORED,
        OPENED,
        REMOVED,
        /** There is no such item, or the key is not its key. */
        REFUSED,
        /** The same, after too many of them: the audit log is told once a minute. */
        LIMITED
    }

    /** To be closed when it is done, whatever came of it. */
    public interface Begun extends AutoCloseable {
        @Override
        void close();
    }

    /** How many of each are under way. */
    record Doing(int storing, int opening, int removing) {}

    /** How many of each there were since the start. */
    record Done(long stored, long opened, long removed, long refused, long limited) {}

    private final Map<Work, AtomicInteger> underWay = new EnumMap<>(Work.class);
    private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);

    Activity(MeterRegistry meters) {
        for (var work : Work.values()) {
            var count = new AtomicInteger();
            underWay.put(work, count);
            Gauge.builder("signet.vault.under.way", count, AtomicInteger::get)
                    .description("Requests that this instance is working on")
                    .tag("work", tag(work))
                    .register(meters);
        }
        for (var outcome : Outcome.values()) {
            var counter = Counter.builder("signet.vault.requests")
                    .description("Requests that were answered, by what came of them")
                    .tag("outcome", tag(outcome))
                    .register(meters);
            outcomes.put(outcome, counter);
        }
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    public Begun begin(Work work) {
        var count = Objects.requireNonNull(underWay.get(work));
        count.incrementAndGet();
        return count::decrementAndGet;
    }

    /** After the commit. */
    public void count(Outcome outcome) {
        Objects.requireNonNull(outcomes.get(outcome)).increment();
    }

    Doing doing() {
        return new Doing(now(Work.STORING), now(Work.OPENING), now(Work.REMOVING));
    }

    private int now(Work work) {
        return Objects.requireNonNull(underWay.get(work)).get();
    }

    Done done() {
        return new Done(
                soFar(Outcome.STORED),
                soFar(Outcome.OPENED),
                soFar(Outcome.REMOVED),
                soFar(Outcome.REFUSED),
                soFar(Outcome.LIMITED));
    }

    private long soFar(Outcome outcome) {
        return (long) Objects.requireNonNull(outcomes.get(outcome)).count();
    }
}
