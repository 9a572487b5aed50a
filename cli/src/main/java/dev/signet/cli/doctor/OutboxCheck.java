package dev.signet.cli.doctor;

import dev.signet.cli.progress.Figures;
import dev.signet.cli.server.Server;
import dev.signet.cli.server.ServerRefused;
import dev.signet.cli.server.ServerUnreachable;
import java.time.Duration;

/** Whether what a service has done gets into the audit log. */
record OutboxCheck(String service, Server server, String path) {
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private record Backlog(long waiting, double oldestSeconds, long refused) {}

    Finding look() throws InterruptedException {
        var check = service + " outbox";
        try {
            return finding(check, server.get(path, Backlog.class));
        } catch (ServerUnreachable e) {
            return Finding.fail(check, "nothing is known of it", service + " has to answer first");
        } catch (ServerRefused e) {
            return Finding.warn(check, String.valueOf(e.getMessage()), "it may be older than this program");
        }
    }

    private static Finding finding(String check, Backlog backlog) {
        if (backlog.refused() > 0) {
            return Finding.fail(
                    check,
                    "the audit log does not take " + Figures.count(backlog.refused(), "event"),
                    "table outbox_refused of the service says which, and why");
        }
        var oldest = Duration.ofMillis(Math.round(backlog.oldestSeconds() * 1000));
        return oldest.compareTo(TOLERANCE) <= 0
                ? Finding.ok(check, "nothing waits")
                : Finding.warn(
                        check,
                        "%s wait for the audit log, the oldest for %s"
                                .formatted(Figures.count(backlog.waiting(), "event"), Figures.about(oldest)),
                        "nothing is lost; is audit-service ready, and SIGNET_AUDIT_URL of the service its address?");
    }
}
