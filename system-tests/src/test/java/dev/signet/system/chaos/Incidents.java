package dev.signet.system.chaos;

import dev.signet.system.chaos.Plan.Incident;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/** Lets all faults of a round happen, each when it is due, and each only once the one before has let go of its victim. */
final class Incidents {
    private final Scene scene;
    private final Map<Object, ReentrantLock> victims = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    Incidents(Scene scene) {
        this.scene = scene;
    }

    /** Comes back when the last is over. Says which could not be brought about or ended: then the round proves nothing. */
    List<String> happen(List<Incident> incidents) throws InterruptedException {
        var threads = incidents.stream()
                .map(incident -> Thread.ofVirtual().start(() -> happen(incident)))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        return List.copyOf(failures);
    }

    private void happen(Incident incident) {
        try {
            Thread.sleep(incident.at());
            var victim = victims.computeIfAbsent(incident.fault().victim(), _ -> new ReentrantLock(true));
            victim.lock();
            try {
                beginAndEnd(incident);
            } finally {
                victim.unlock();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Exception | AssertionError e) {
            failures.add("%s: %s".formatted(incident, e));
        }
    }

    private void beginAndEnd(Incident incident) throws Exception {
        try {
            incident.fault().begin(scene);
            Thread.sleep(incident.lasting());
        } finally {
            incident.fault().end(scene);
        }
    }
}
