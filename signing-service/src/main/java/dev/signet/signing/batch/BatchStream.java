package dev.signet.signing.batch;

import dev.signet.contract.BatchHead;
import dev.signet.contract.FrameReader;
import dev.signet.contract.FrameReader.Frame;
import dev.signet.contract.FrameTooLarge;
import dev.signet.platform.crypto.CannotSign;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A batch whose records are read one at a time: straight from the network or, a small one that came with others, from memory. */
final class BatchStream implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BatchStream.class);

    private final BatchHead head;
    private final Frames frames;
    private final Closeable source;

    private BatchStream(BatchHead head, Frames frames, Closeable source) {
        this.head = head;
        this.frames = frames;
        this.source = source;
    }

    static BatchStream reading(BatchHead head, FrameReader frames, Closeable source) {
        return new BatchStream(head, frames::next, source);
    }

    static BatchStream of(BatchHead head, List<Frame> frames) {
        var rest = frames.iterator();
        return new BatchStream(head, () -> rest.hasNext() ? Optional.of(rest.next()) : Optional.empty(), () -> {});
    }

    BatchHead head() {
        return head;
    }

    /** The next record; empty after the last. */
    Optional<Frame> next() {
        try {
            return frames.next();
        } catch (FrameTooLarge e) {
            throw new CannotSign("a record is too large: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new Unavailable("the records of batch %s were cut off".formatted(head.batchId()), e);
        }
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            log.debug("The records of batch {} could not be closed", head.batchId(), e);
        }
    }

    /** Where records come from. */
    @FunctionalInterface
    private interface Frames {
        Optional<Frame> next() throws IOException;
    }
}
