package dev.signet.audit.tree;

import dev.signet.audit.log.LogHead;
import dev.signet.platform.ServiceMain;
import dev.signet.tlog.Checkpoint;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Has the tree follow the log, and publishes a checkpoint once enough events are in none, or the first of them has waited for long enough. */
@Component
class CheckpointLoop implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CheckpointLoop.class);
    private static final Duration LOOK = Duration.ofSeconds(1); // another process may have appended

    private final LogHead head;
    private final LogTree tree;
    private final Checkpoints checkpoints;
    private final LogHealth health;
    private final AuditProperties properties;
    private volatile @Nullable Thread thread;
    private volatile boolean running;

    // of the loop's thread
    private long published;
    private long coveredAt = System.nanoTime();

    CheckpointLoop(LogHead head, LogTree tree, Checkpoints checkpoints, LogHealth health, AuditProperties properties) {
        this.head = head;
        this.tree = tree;
        this.checkpoints = checkpoints;
        this.health = health;
        this.properties = properties;
    }

    private void run() {
        published = checkpoints.latestPromise().map(Checkpoint::size).orElse(0L);
        while (running) {
            try {
                head.awaitBeyond(tree.size(), LOOK);
                round();
                health.well();
            } catch (DataAccessException | TransactionException | UncheckedIOException e) {
                log.warn("No checkpoint could be made, which is tried again: {}", ServiceMain.reason(e));
                health.late();
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (LogDamaged e) {
                log.error("No checkpoint is published any more", e);
                health.damaged(e);
                return;
            }
        }
        finish();
    }

    private void round() {
        var another = checkpoints.follow(); // before the log is looked at, which it may be ahead of otherwise
        var size = grow();
        if (another) {
            published = promised(size);
        }
        if (size == published) {
            coveredAt = System.nanoTime();
        } else if (checkpoints.arePublishedHere() && isDue(size)) {
            publish(size);
        }
    }

    private long grow() {
        var size = head.size();
        if (size < tree.size()) {
            throw new LogDamaged("it had %d events, and has %d".formatted(tree.size(), size));
        }
        tree.growTo(size);
        return size;
    }

    // What another process promises must be so for this one, too.
    private long promised(long size) {
        var promise = checkpoints.latestPromise();
        var length = promise.map(Checkpoint::size).orElse(0L);
        if (length < published) {
            throw new LogDamaged("its first %d events were promised, and the last published checkpoint is of %d"
                    .formatted(published, length));
        }
        if (length > size || !promise.map(this::isKept).orElse(true)) {
            throw new LogDamaged(
                    "its first %d events are not those of the checkpoint that another process has published"
                            .formatted(length));
        }
        return length;
    }

    private boolean isKept(Checkpoint promise) {
        return tree.checkpoint(properties.origin(), promise.size()).equals(promise);
    }

    private boolean isDue(long size) {
        return size - published >= properties.checkpointEvents()
                || System.nanoTime() - coveredAt
                        >= properties.checkpointInterval().toNanos();
    }

    private void publish(long size) {
        checkpoints.publish(tree.checkpoint(properties.origin(), size));
        published = size;
        coveredAt = System.nanoTime();
    }

    // What was committed is promised before this process leaves.
    private void finish() {
        try {
            var size = head.size();
            tree.growTo(size);
            if (checkpoints.arePublishedHere() && size > published) {
                publish(size);
            }
        } catch (DataAccessException | TransactionException | UncheckedIOException | LogDamaged e) {
            log.warn("The last events are in no checkpoint yet: {}", ServiceMain.reason(e));
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("checkpoints").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        head.wakeAll();
        var loop = thread;
        try {
            if (loop != null) {
                loop.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops after the web server and the listeners: there is nothing to come any more. */
    @Override
    public int getPhase() {
        return 0;
    }
}
