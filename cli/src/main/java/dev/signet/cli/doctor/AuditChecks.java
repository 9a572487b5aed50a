package dev.signet.cli.doctor;

import dev.signet.cli.output.Printable;
import dev.signet.cli.progress.Figures;
import dev.signet.cli.server.Server;
import dev.signet.cli.server.ServerRefused;
import dev.signet.cli.server.ServerUnreachable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Whether the audit log is whole and its events are promised by checkpoints, as audit-service says. */
record AuditChecks(Server audit, Clock clock) {
    private static final String LOG = "audit log";
    private static final String CHECKPOINT = "checkpoint";

    // they are published within seconds
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    List<Finding> look() throws InterruptedException {
        try {
            var log = audit.get("api/v1/log", JsonNode.class);
            return List.of(state(log), checkpoint(log));
        } catch (ServerUnreachable e) {
            return List.of(Finding.fail(LOG, "nothing is known of it", "audit-service has to answer first"));
        } catch (ServerRefused e) {
            return List.of(Finding.fail(
                    LOG,
                    String.valueOf(e.getMessage()),
                    "is that audit-service's address? --audit-server says where it is"));
        }
    }

    private static Finding state(JsonNode log) {
        var problem = Printable.of(log.path("problem").asString("audit-service's log says more"));
        return switch (log.path("state").asString("")) {
            case "OK" -> Finding.ok(LOG, Figures.count(log.path("size").asLong(), "event"));
            case "LATE" -> Finding.warn(LOG, "no checkpoint can be published", problem);
            case "DAMAGED" ->
                Finding.fail(
                        LOG,
                        "it was changed from outside: " + problem,
                        "keep the database and the checkpoints as they are; 'audit verify' says where it is wrong");
            default -> Finding.warn(LOG, "its state is not known to this program", problem);
        };
    }

    private Finding checkpoint(JsonNode log) throws InterruptedException {
        var promised = log.at("/checkpoint/size").asLong(0);
        var open = log.path("size").asLong() - promised;
        if (open <= 0) {
            return Finding.ok(CHECKPOINT, "all events are promised");
        }
        var waiting = Duration.between(received(promised), clock.instant());
        var said = "%s in none, the first for %s".formatted(Figures.count(open, "event"), Figures.about(waiting));
        return waiting.compareTo(TOLERANCE) <= 0
                ? Finding.ok(CHECKPOINT, said)
                : Finding.fail(CHECKPOINT, said, "audit-service's log says why none is published");
    }

    // Of the first that is in no checkpoint: the age of the last one says nothing while nothing happens.
    private Instant received(long logindex) throws InterruptedException {
        var event = audit.get("api/v1/events/" + logindex, JsonNode.class);
        return Instant.parse(event.path("receivedtime").asString(""));
    }
}
