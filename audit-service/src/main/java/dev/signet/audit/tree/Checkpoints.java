package dev.signet.audit.tree;

import dev.signet.tlog.Checkpoint;
import dev.signet.tlog.CheckpointFile;
import dev.signet.tlog.NotANote;
import dev.signet.tlog.SignedNote;
import dev.signet.tlog.SigningKey;
import dev.signet.tlog.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The published checkpoints: a file outside of the database, and a line in the service's own log for each. One process appends to a file. */
@Component
class Checkpoints implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

    private final SigningKey key;
    private final CheckpointFile file;
    private final @Nullable FileLock lock;
    private final Clock clock;
    private volatile @Nullable Published latest;

    /** @param at when, by this machine's clock */
    private record Published(SignedNote note, Instant at) {}

    Checkpoints(AuditProperties properties, Clock clock) {
        this.clock = clock;
        this.key = SigningKey.read(properties.keyFile(), properties.origin());
        this.file = new CheckpointFile(properties.checkpointFile());
        try {
            Files.createDirectories(properties.checkpointFile().toAbsolutePath().getParent());
            this.lock = lock(properties
                    .checkpointFile()
                    .resolveSibling(properties.checkpointFile().getFileName() + ".lock"));
            if (lock != null) {
                file.dropUnfinished();
            }
            var last = file.last();
            this.latest = last.isEmpty() ? null : new Published(last.get(), changed(properties.checkpointFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoints cannot be read: " + e.getMessage(), e);
        }
    }

    private static Instant changed(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    // Ends with the process, however that ends.
    @SuppressWarnings("resource") // closed with the bean
    private static @Nullable FileLock lock(Path path) throws IOException {
        var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return lock;
        } catch (OverlappingFileLockException e) {
            channel.close();
            return null;
        }
    }

    /** Whether this is the process that publishes; another may do so, with which it shares the file. */
    boolean arePublishedHere() {
        return lock != null;
    }

    VerifierKey verifier() {
        return key.verifier();
    }

    /** The note as it was published; empty before the first. */
    Optional<SignedNote> latest() {
        return Optional.ofNullable(latest).map(Published::note);
    }

    /** When that was. */
    Optional<Instant> latestAt() {
        return Optional.ofNullable(latest).map(Published::at);
    }

    /** What was published last; throws when the file holds something that this log has not signed. */
    Optional<Checkpoint> latestPromise() {
        try {
            return latest().map(note -> Checkpoint.open(note, key.verifier()));
        } catch (NotANote e) {
            throw new LogDamaged("of the published checkpoints the last is not ours: " + e.getMessage());
        }
    }

    /** On disk when this returns. */
    void publish(Checkpoint checkpoint) {
        var note = key.sign(checkpoint.text());
        try {
            file.append(note);
        } catch (IOException e) {
            throw new UncheckedIOException("a checkpoint cannot be published: " + e.getMessage(), e);
        }
        latest = new Published(note, clock.instant());
        log.info(
                "Checkpoint: {} events, root {}",
                checkpoint.size(),
                checkpoint.root().toBase64());
    }

    @Override
    public void destroy() throws IOException {
        if (lock != null) {
            lock.acquiredBy().close();
        }
    }
}
