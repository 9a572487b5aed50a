package dev.signet.system.chaos;

import dev.signet.system.network.Disturbance;
import java.sql.SQLException;
import java.time.Duration;

/** One thing that goes wrong, and its end. */
sealed interface Fault {
    /** What it is done to: of two faults of the same thing the second waits until the first is over. */
    Object victim();

    void begin(Scene scene) throws Exception;

    void end(Scene scene) throws Exception;

    record Kill(Node victim) implements Fault {
        @Override
        public void begin(Scene scene) {
            scene.signet().node(victim).kill();
        }

        @Override
        public void end(Scene scene) {
            scene.signet().node(victim).release();
        }

        @Override
        public String toString() {
            return "kill " + victim;
        }
    }

    record Terminate(Node victim) implements Fault {
        @Override
        public void begin(Scene scene) {
            scene.signet().node(victim).terminate();
        }

        @Override
        public void end(Scene scene) {
            scene.signet().node(victim).release();
        }

        @Override
        public String toString() {
            return "terminate " + victim;
        }
    }

    record Pause(Node victim) implements Fault {
        @Override
        public void begin(Scene scene) {
            scene.signet().node(victim).current().pause();
        }

        @Override
        public void end(Scene scene) {
            scene.signet().node(victim).current().resume();
        }

        @Override
        public String toString() {
            return "pause " + victim;
        }
    }

    record ShiftClock(Node node, Duration by) implements Fault {
        @Override
        public Object victim() {
            return "clock of " + node;
        }

        @Override
        public void begin(Scene scene) {
            scene.signet().clock(node).set(by);
        }

        @Override
        public void end(Scene scene) {
            scene.signet().clock(node).set(Duration.ZERO);
        }

        @Override
        public String toString() {
            return "clock %s %+ds".formatted(node, by.toSeconds());
        }
    }

    record Disturb(Link victim, Disturbance disturbance) implements Fault {
        @Override
        public void begin(Scene scene) {
            scene.signet().link(victim).inject(disturbance);
        }

        @Override
        public void end(Scene scene) {
            scene.signet().link(victim).heal();
        }

        @Override
        public String toString() {
            return "%s %s".formatted(disturbance, victim);
        }
    }

    record RestartBroker() implements Fault {
        @Override
        public Object victim() {
            return Peer.BROKER;
        }

        @Override
        public void begin(Scene scene) {
            scene.bed().broker().stop();
        }

        @Override
        public void end(Scene scene) {
            scene.bed().broker().restart();
        }

        @Override
        public String toString() {
            return "restart broker";
        }
    }

    record WipeBroker() implements Fault {
        @Override
        public Object victim() {
            return Peer.BROKER;
        }

        @Override
        public void begin(Scene scene) {
            scene.users().whileAllIsConsumed(() -> scene.bed().broker().stop());
        }

        @Override
        public void end(Scene scene) {
            scene.bed().broker().wipe();
        }

        @Override
        public String toString() {
            return "wipe broker";
        }
    }

    /** One connection's server process dies of signal 9; PostgreSQL then ends all others and recovers. */
    record KillBackend() implements Fault {
        private static final String ANY_BACKEND = """
                SELECT pid
                  FROM pg_stat_activity
                 WHERE datname = ? AND pid <> pg_backend_pid()
                 ORDER BY state_change DESC
                 LIMIT 1
                """;

        @Override
        public Object victim() {
            return Peer.DATABASE;
        }

        @Override
        public void begin(Scene scene) throws SQLException {
            try (var connection = scene.bed().database().connect();
                    var query = connection.prepareStatement(ANY_BACKEND)) {
                query.setString(1, scene.signet().databaseName());
                var row = query.executeQuery();
                if (row.next()) {
                    scene.bed().database().killBackend(row.getLong(1));
                }
            }
        }

        @Override
        public void end(Scene scene) {
            scene.bed().database().start();
        }

        @Override
        public String toString() {
            return "kill backend";
        }
    }

    record StopDatabase() implements Fault {
        @Override
        public Object victim() {
            return Peer.DATABASE;
        }

        @Override
        public void begin(Scene scene) {
            scene.bed().database().stopImmediately();
        }

        @Override
        public void end(Scene scene) {
            scene.bed().database().start();
        }

        @Override
        public String toString() {
            return "stop database";
        }
    }

    record FillDisk() implements Fault {
        @Override
        public Object victim() {
            return Peer.DATABASE;
        }

        @Override
        public void begin(Scene scene) {
            scene.bed().volume().fill();
        }

        @Override
        public void end(Scene scene) {
            scene.bed().volume().empty();
            scene.bed().database().start();
        }

        @Override
        public String toString() {
            return "fill disk";
        }
    }
}
