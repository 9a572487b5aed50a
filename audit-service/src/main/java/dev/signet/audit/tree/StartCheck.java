package dev.signet.audit.tree;

import dev.signet.audit.log.LogHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/** Before anything is taken in: the log must still hold what its last published checkpoint says, or the service does not start. */
@Component
class StartCheck implements InitializingBean {
    private static final Logger log = LoggerFactory.getLogger(StartCheck.class);

    private final LogHead head;
    private final LogTree tree;
    private final Checkpoints checkpoints;
    private final AuditProperties properties;

    StartCheck(LogHead head, LogTree tree, Checkpoints checkpoints, AuditProperties properties) {
        this.head = head;
        this.tree = tree;
        this.checkpoints = checkpoints;
        this.properties = properties;
    }

    @Override
    public void afterPropertiesSet() {
        var size = size();
        if (tree.size() > size) {
            throw new LogDamaged("there are hashes of %d events, and %d events".formatted(tree.size(), size));
        }
        checkpoints.latestPromise().ifPresentOrElse(promise -> requireKept(promise.size(), size), () -> begin(size));
        tree.growTo(size);
        checkpoints.latestPromise().ifPresent(promise -> {
            if (!tree.checkpoint(properties.origin(), promise.size()).equals(promise)) {
                throw new LogDamaged("its first %d events are not those of the checkpoint in %s"
                        .formatted(promise.size(), properties.checkpointFile()));
            }
            log.info("The log's {} events begin with the {} of the last checkpoint", size, promise.size());
        });
    }

    // Another process may just have begun the log: it publishes the first checkpoint before it takes anything in, so
    // with
    // the first event that is seen here there is one. That has to be known before the size: it may be ahead otherwise.
    private long size() {
        var size = head.size();
        if (size == 0 || checkpoints.latestPromise().isPresent()) {
            return size;
        }
        checkpoints.follow();
        return head.size();
    }

    private void requireKept(long promised, long size) {
        if (promised > size) {
            throw new LogDamaged(
                    "it has %d events, and the checkpoint in %s is of %d; restore the database to a later state"
                            .formatted(size, properties.checkpointFile(), promised));
        }
    }

    // A file that is missing hides what it would have shown.
    private void begin(long size) {
        if (size > 0 && !properties.newCheckpoints()) {
            throw new LogDamaged(
                    "it has %d events, and there is no checkpoint in %s; restore the file, or begin a new one by"
                                    .formatted(size, properties.checkpointFile())
                            + " SIGNET_AUDIT_NEW_CHECKPOINTS=true");
        }
        if (checkpoints.arePublishedHere()) {
            tree.growTo(size);
            checkpoints.publish(tree.checkpoint(properties.origin(), size));
        }
    }
}
