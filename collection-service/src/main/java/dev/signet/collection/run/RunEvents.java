package dev.signet.collection.run;

import dev.signet.collection.keyring.Keyring;
import dev.signet.contract.RunId;
import dev.signet.platform.outbox.AuditEvent;
import dev.signet.platform.outbox.Outbox;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What the audit log is told of runs. */
@Component
class RunEvents {
    private final Outbox outbox;

    RunEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void started(Keyring keyring, Runs.Run run) {
        outbox.add(event("dev.signet.run.started", "run-start/" + run.id(), run.id())
                .with("keyring", keyring.name())
                .with("batchSize", run.batchSize()));
    }

    /** A run that is on again, because a batch of it was taken out of quarantine, ends again. */
    void finished(RunId run, Runs.Ended ended) {
        outbox.add(event("dev.signet.run.finished", "run-end/%s/%s".formatted(run, ended.at()), run)
                .with("state", ended.state()));
    }

    void paused(RunId run, Instant since) {
        outbox.add(event("dev.signet.run.paused", "pause/%s/%s".formatted(run, since), run));
    }

    /** @param since when the pause that is over began */
    void resumed(RunId run, Instant since) {
        outbox.add(event("dev.signet.run.resumed", "resumption/%s/%s".formatted(run, since), run)
                .with("pausedSince", since));
    }

    private static AuditEvent event(String type, String id, RunId run) {
        return AuditEvent.of(type, id).about(run).with("run", run);
    }
}
