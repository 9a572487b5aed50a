package dev.signet.signing.batch;

import dev.signet.contract.BatchHead;
import dev.signet.contract.FrameReader;
import dev.signet.contract.FrameReader.Frame;
import dev.signet.contract.FrameTooLarge;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads batches as collection-service frames them. An answer that is cut off or is none is {@link Unavailable}. */
final class BatchFrames {
    private final JsonMapper json;
    private final int maxRecord;

    /** @param maxRecord in bytes */
    BatchFrames(JsonMapper json, int maxRecord) {
        this.json = json;
        this.maxRecord = maxRecord;
    }

    /** One batch, whose records are still to be read; it closes their source. */
    BatchStream stream(InputStream body, Closeable source) {
        try {
            var frames = new FrameReader(body, maxRecord);
            return BatchStream.reading(json.readValue(frames.head(), BatchHead.class), frames, source);
        } catch (IOException | JacksonException e) {
            throw unreadable(e);
        }
    }

    /** Many small ones, with all their records. Behind a record that is too large nothing can be read: those batches have to be asked for alone. */
    List<Opened> read(InputStream body, int count) {
        var batches = new ArrayList<Opened>(count);
        try {
            var frames = new FrameReader(body, maxRecord);
            while (batches.size() < count) {
                batches.add(next(frames));
            }
            return batches;
        } catch (FrameTooLarge _) {
            batches.addAll(Collections.nCopies(count - batches.size(), new Opened.TooLarge()));
            return batches;
        } catch (IOException | JacksonException e) {
            throw unreadable(e);
        }
    }

    private Opened next(FrameReader frames) throws IOException {
        var head = frames.head();
        var records = new ArrayList<Frame>();
        for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            records.add(frame.get());
        }
        if (head.length == 0) {
            return new Opened.Unknown();
        }
        var batch = json.readValue(head, BatchHead.class);
        return batch.state().isOpen() && records.isEmpty()
                ? new Opened.TooLarge()
                : new Opened.Whole(BatchStream.of(batch, records));
    }

    private static Unavailable unreadable(Exception cause) {
        return new Unavailable("collection-service's answer was cut off or is not a batch", cause);
    }
}
