package dev.signet.audit.tree;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param keyFile the key that checkpoints are signed with, made once by the set-up
 * @param checkpointFile where they are published: outside of the database, better on another machine's disk
 * @param origin which log this is, in its checkpoints; also the name of its key
 * @param checkpointEvents a checkpoint is published once so many events are in none
 * @param checkpointInterval and no later than so long after the first of them
 * @param newCheckpoints begins a new file of checkpoints although there are events: what was promised before counts no more
 */
@ConfigurationProperties("signet.audit")
record AuditProperties(
        @DefaultValue("/run/signet/audit/key") Path keyFile,
        @DefaultValue("/run/signet/checkpoints/checkpoints") Path checkpointFile,
        @DefaultValue("signet/audit") String origin,
        @DefaultValue("1000") int checkpointEvents,
        @DefaultValue("10s") Duration checkpointInterval,
        @DefaultValue("false") boolean newCheckpoints) {
    AuditProperties {
        if (!origin.matches("[^\\s+\\p{Cntrl}]{1,200}")) {
            throw new IllegalArgumentException(
                    "signet.audit.origin must be 1 to 200 characters without spaces and plus signs, not '" + origin
                            + "'");
        }
        if (checkpointEvents < 1 || !checkpointInterval.isPositive()) {
            throw new IllegalArgumentException(
                    "signet.audit.checkpoint-events and checkpoint-interval must be positive");
        }
    }
}
