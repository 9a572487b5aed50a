package dev.signet.signing.batch;

import dev.signet.contract.BatchHead;
import dev.signet.contract.FrameReader;
import dev.signet.contract.FrameTooLarge;
import dev.signet.signing.crypto.CannotSign;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A batch whose records are read one at a time, straight from the network. */
final class BatchStream implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BatchStream.class);

    private final BatchHead head;
    private final FrameReader frames;
    private final Closeable source;

    BatchStream(BatchHead head, FrameReader frames, Closeable source) {
        this.head = head;
        this.frames = frames;
        this.source = source;
    }

    BatchHead head() {
        return head;
    }

    /** The next record; empty after the last. */
    Optional<FrameReader.Frame> next() {
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
}
