package dev.signet.console.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The instances of the vault, as each has told of itself. */
record VaultNodes(List<Node> items) {
    public long up() {
        return items.stream().filter(Node::isUp).count();
    }

    public long stored() {
        return sum(Done::stored);
    }

    public long opened() {
        return sum(Done::opened);
    }

    public long removed() {
        return sum(Done::removed);
    }

    public long refused() {
        return sum(Done::refused);
    }

    public long limited() {
        return sum(Done::limited);
    }

    private long sum(ToLongFunction<Done> part) {
        return items.stream().map(Node::done).mapToLong(part).sum();
    }

    record Node(String url, String state, Instant startedAt, Instant seenAt, boolean onBroker, Doing doing, Done done) {
        public boolean isUp() {
            return state.equals("UP");
        }

        /** In one word, the worst that is known of it. */
        public String health() {
            return isUp() && !onBroker ? "OFF_BROKER" : state;
        }

        /** Seconds; the clock is not the one that wrote the time. */
        public double silence(Instant now) {
            return Math.max(0, Duration.between(seenAt, now).toMillis() / 1000.0);
        }
    }

    /** What is under way. */
    record Doing(int storing, int opening, int removing) {
        public String words() {
            var all = Stream.of(part(storing, "storing"), part(opening, "opening"), part(removing, "removing"))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(", "));
            return all.isEmpty() ? "idle" : all;
        }

        private static String part(int count, String what) {
            return count == 0 ? "" : what + " " + count;
        }
    }

    /** What was done since the start. */
    record Done(long stored, long opened, long removed, long refused, long limited) {}
}
