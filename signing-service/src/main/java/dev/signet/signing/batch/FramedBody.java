package dev.signet.signing.batch;

import dev.signet.contract.FrameWriter;
import dev.signet.contract.RecordId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A body of frames, written as they are made and sent as often as it takes: signatures to be stored, or records to be signed elsewhere. */
final class FramedBody {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 14);
    private final FrameWriter frames = new FrameWriter(body);
    private int count;

    FramedBody(byte[] head) {
        try {
            frames.head(head);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(RecordId id, byte[] signature) {
        try {
            frames.record(id, signature);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        count++;
    }

    int count() {
        return count;
    }

    byte[] end() {
        try {
            frames.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body.toByteArray();
    }
}
