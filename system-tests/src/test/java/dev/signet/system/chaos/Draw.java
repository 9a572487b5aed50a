package dev.signet.system.chaos;

import dev.signet.system.chaos.Plan.Incident;
import dev.signet.system.network.Disturbance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Draws a round from its seed: the same seed, records and abilities of the machine give the same plan. */
final class Draw {
    private static final Duration WINDOW = Duration.ofSeconds(12);
    private static final int[] BATCH_SIZES = {1, 7, 20, 50, 100};
    private static final int[] CLOCK_SHIFTS = {-600, -60, 60, 600};

    private static final int KEYS_STAY_IN_ONE_OF = 4;

    private final SplittableRandom random;
    private final Abilities abilities;

    private Draw(long seed, Abilities abilities) {
        this.random = new SplittableRandom(seed);
        this.abilities = abilities;
    }

    static Plan plan(long seed, int records, Abilities abilities) {
        return new Draw(seed, abilities).plan(seed, records);
    }

    /** A plan in which nothing goes wrong. */
    static Plan calm() {
        return new Plan(
                0, 0, 100, 1, Duration.ofSeconds(4), 8, 4, false, 0, Duration.ZERO, List.of(), Optional.empty());
    }

    private Plan plan(long seed, int records) {
        var ttl = millis(2_000, 4_000);
        var batchSize = BATCH_SIZES[random.nextInt(BATCH_SIZES.length)];
        return new Plan(
                seed,
                batchSize == 1 ? records / 5 : records, // a lease for every record
                batchSize,
                random.nextInt(1, 9),
                ttl,
                random.nextInt(3) == 0 ? 2 : 8,
                random.nextInt(1, 5),
                seed % KEYS_STAY_IN_ONE_OF == 0,
                random.nextDouble(0, 0.5),
                WINDOW,
                incidents(random.nextInt(2, 6), ttl),
                Optional.empty());
    }

    /** What every round must have, and what chance adds: a store that comes late, a process killed, a process stopped past its lease. */
    private List<Incident> incidents(int more, Duration ttl) {
        var millis = (int) ttl.toMillis();
        var incidents = new ArrayList<Incident>();
        incidents.add(new Incident(lateStores(millis), beginning(), millis(3 * millis, 5 * millis)));
        incidents.add(new Incident(new Fault.Kill(node()), beginning(), millis(0, 3_000)));
        incidents.add(new Incident(new Fault.Pause(node()), beginning(), millis(millis, 5 * millis / 2)));
        if (random.nextBoolean()) {
            incidents.addAll(deathBeforeAnythingIsSaid());
        }
        for (var i = 0; i < more; i++) {
            incidents.add(incident(beginning(), millis));
        }
        incidents.sort(Comparator.comparing(Incident::at));
        return incidents;
    }

    /** The dispatcher dies while nothing of what it publishes arrives. */
    private List<Incident> deathBeforeAnythingIsSaid() {
        var at = beginning();
        var silence = new Fault.Disturb(new Link(Node.DISPATCHER, Peer.BROKER), new Disturbance.BlackHole());
        return List.of(
                new Incident(silence, at, millis(1_500, 3_000)),
                new Incident(new Fault.Kill(Node.DISPATCHER), at.plus(millis(500, 1_000)), millis(0, 1_000)));
    }

    private Duration beginning() {
        return millis(0, (int) WINDOW.toMillis());
    }

    /** Signatures are under way for about as long as the lease lasts, and arrive when its holder has given up. */
    private Fault lateStores(int ttl) {
        var worker = random.nextBoolean() ? Node.SIGNING_1 : Node.SIGNING_2;
        return new Fault.Disturb(
                new Link(worker, Peer.COLLECTION),
                new Disturbance.Delay(Duration.ofMillis(ttl / 4), Duration.ofMillis(3L * ttl / 2)));
    }

    private Incident incident(Duration at, int ttl) {
        return switch (random.nextInt(20)) {
            case 0, 1 -> new Incident(new Fault.Kill(node()), at, millis(0, 3_000));
            case 2, 3 -> new Incident(new Fault.Terminate(node()), at, millis(500, 3_000));
            case 4, 5 -> new Incident(new Fault.Pause(node()), at, millis(ttl / 2, 5 * ttl / 2));
            case 6, 7 ->
                new Incident(
                        abilities.restartBroker() ? new Fault.RestartBroker() : new Fault.WipeBroker(),
                        at,
                        millis(0, 2_000));
            case 8 -> new Incident(new Fault.WipeBroker(), at, millis(0, 2_000));
            case 9 -> new Incident(new Fault.KillBackend(), at, millis(100, 1_000));
            case 10 -> new Incident(new Fault.StopDatabase(), at, millis(0, 3_000));
            case 11 ->
                new Incident(
                        abilities.fillDisk() ? new Fault.FillDisk() : new Fault.KillBackend(), at, millis(500, 3_000));
            case 12 ->
                new Incident(abilities.shiftClocks() ? clock() : new Fault.Pause(node()), at, millis(ttl, 3 * ttl));
            default -> new Incident(disturbance(), at, millis(500, 2 * ttl));
        };
    }

    private Fault clock() {
        return new Fault.ShiftClock(node(), Duration.ofSeconds(CLOCK_SHIFTS[random.nextInt(CLOCK_SHIFTS.length)]));
    }

    private Fault disturbance() {
        var links = Node.allLinks();
        var link = links.get(random.nextInt(links.size()));
        var repeats = abilities.repeatRequests() && link.to().speaksHttp() && random.nextBoolean();
        return new Fault.Disturb(link, repeats ? duplicates() : tcp());
    }

    private Disturbance duplicates() {
        return new Disturbance.DuplicateRequests(random.nextDouble(0.1, 0.6), Duration.ZERO, millis(0, 6_000));
    }

    private Disturbance tcp() {
        return switch (random.nextInt(6)) {
            case 0 -> new Disturbance.Cut();
            case 1 -> new Disturbance.CutOnce();
            case 2 -> new Disturbance.CutMidStream(random.nextInt(1, 20_000));
            case 3 -> new Disturbance.Delay(Duration.ZERO, millis(10, 800));
            case 4 -> new Disturbance.Slice(random.nextInt(1, 64), millis(0, 5));
            default -> new Disturbance.BlackHole();
        };
    }

    private Node node() {
        return Node.values()[random.nextInt(Node.values().length)];
    }

    private Duration millis(int from, int to) {
        return Duration.ofMillis(random.nextInt(from, to + 1));
    }
}
