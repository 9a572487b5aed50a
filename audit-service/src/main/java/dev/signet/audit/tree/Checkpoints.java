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

/**
 * The published checkpoints: a file outside of the database, and each in a line of the service's own log as well, signed, its lines' ends as {@code \n}. One
 * process appends to a file; the others follow it, and one of them takes its place when it ends.
 */
@Component
class Checkpoints implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

    private final SigningKey key;
    private final CheckpointFile file;
    private final Path path;
    private final Clock clock;
    private volatile @Nullable FileLock lock;
    private volatile @Nullable Published latest;
    private long length; // of the file, when it was read

    /** @param at when, by this machine's clock */
    private record Published(SignedNote note, Instant at) {}

    Checkpoints(AuditProperties properties, Clock clock) {
        this.clock = clock;
        this.key = SigningKey.read(properties.keyFile(), properties.origin());
        this.path = properties.checkpointFile();
        this.file = new CheckpointFile(path);
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            if (!takeTurn()) {
                read();
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException("the checkpoints cannot be read: " + e.getMessage(), e);
    }

    // To publish: whoever has ended may have left something unfinished.
    private boolean takeTurn() throws IOException {
        var taken = lock(path.resolveSibling(path.getFileName() + ".lock"));
        if (taken == null) {
            return false;
        }
        try {
            file.dropUnfinished();
            read();
        } catch (IOException e) {
            taken.acquiredBy().close();
            throw e;
        }
        lock = taken;
        return true;
    }

    private void read() throws IOException {
        length = length(path);
        var last = file.last();
        latest = last.isEmpty() ? null : new Published(last.get(), changed(path));
    }

    private static long length(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
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

    /**
     * Looks what another process has published, or whether it has ended. Always false in the process that publishes. For one thread.
     *
     * @return whether the last one may be another now
     */
    boolean follow() {
        if (arePublishedHere()) {
            return false;
        }
        try {
            if (takeTurn()) {
                log.info("This process publishes the checkpoints from now on");
                return true;
            }
            if (length(path) == length) {
                return false;
            }
            read();
            return true;
        } catch (IOException e) {
            throw unreadable(e);
        }
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
        log.info("Checkpoint: {}", note.toString().replace("\n", "\\n"));
    }

    @Override
    public void destroy() throws IOException {
        var held = lock;
        if (held != null) {
            held.acquiredBy().close();
        }
    }
}
