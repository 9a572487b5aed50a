package dev.signet.system.network;

import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What a {@link FaultProxy} does to its connections, for as long as it is injected. Where an amount is random, it is the bound. */
public sealed interface Disturbance {

    /** Nothing: all is forwarded as it comes. */
    record Calm() implements Disturbance {}

    /** Every connection is reset at once, and every new one for as long as it lasts. */
    record Cut() implements Disturbance {}

    /** Every connection is reset at once; new ones are left alone. */
    record CutOnce() implements Disturbance {}

    /** Each connection is reset after at most this many more bytes in one of its directions. */
    record CutMidStream(int maxBytes) implements Disturbance {
        public CutMidStream {
            requirePositive(maxBytes);
        }

        int anyLength(RandomGenerator random) {
            return 1 + random.nextInt(maxBytes);
        }
    }

    /** Each piece read from the network waits; the order is kept. */
    record Delay(Duration min, Duration max) implements Disturbance {
        public Delay {
            requireOrdered(min, max);
        }

        Duration any(RandomGenerator random) {
            return between(min, max, random);
        }
    }

    /** Bytes go through in pieces of at most this size, with a pause after each. */
    record Slice(int maxBytes, Duration pause) implements Disturbance {
        public Slice {
            requirePositive(maxBytes);
            requireOrdered(Duration.ZERO, pause);
        }

        int anySize(RandomGenerator random) {
            return 1 + random.nextInt(maxBytes);
        }
    }

    /**
     * Connections stay open, and what is sent on them vanishes, their end included. A connection that lost anything is
     * reset when the disturbance ends, since a real one could not go on either.
     */
    record BlackHole(Set<Direction> swallowed) implements Disturbance {
        public BlackHole {
            swallowed = Set.copyOf(swallowed);
            if (swallowed.isEmpty()) {
                throw new IllegalArgumentException("a black hole needs a direction");
            }
        }

        /** In both directions. */
        public BlackHole() {
            this(Set.of(Direction.values()));
        }
    }

    /**
     * For HTTP/1.1: with this probability a request is sent once more, later, over a connection of its own; nobody sees its
     * answer. Copies that still wait when the disturbance ends are never sent. Other protocols pass untouched.
     */
    record DuplicateRequests(double probability, Duration minLateness, Duration maxLateness) implements Disturbance {
        public DuplicateRequests {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("not a probability: " + probability);
            }
            requireOrdered(minLateness, maxLateness);
        }

        Duration anyLateness(RandomGenerator random) {
            return between(minLateness, maxLateness, random);
        }
    }

    /** Whether connections are reset the moment it is injected. */
    default boolean cutsAtOnce() {
        return this instanceof Cut || this instanceof CutOnce;
    }

    /** Whether bytes in this direction vanish. */
    default boolean swallows(Direction direction) {
        return this instanceof BlackHole hole && hole.swallowed().contains(direction);
    }

    private static Duration between(Duration min, Duration max, RandomGenerator random) {
        return min.plusNanos(random.nextLong(max.minus(min).toNanos() + 1));
    }

    private static void requirePositive(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("must be positive: " + bytes);
        }
    }

    private static void requireOrdered(Duration min, Duration max) {
        if (min.isNegative() || min.compareTo(max) > 0) {
            throw new IllegalArgumentException("not a range of durations: %s to %s".formatted(min, max));
        }
    }
}
