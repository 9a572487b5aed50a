package dev.signet.vault.segment;

import dev.signet.contract.Bytes;
import dev.signet.contract.RecordId;
import java.io.InputStream;
import java.util.Iterator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Puts the ciphertext together again from its records; holds one of them in memory. Whether they are the right ones is for the cipher to say. */
final class SegmentReader extends InputStream {
    private final Records storage;
    private final JsonMapper json;
    private final Iterator<RecordId> left;
    private byte[] segment = new byte[0];
    private int position;

    SegmentReader(Records storage, JsonMapper json, Iterable<RecordId> records) {
        this.storage = storage;
        this.json = json;
        this.left = records.iterator();
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        while (position == segment.length) {
            if (!left.hasNext()) {
                return -1;
            }
            segment = fetch(left.next());
            position = 0;
        }
        var some = Math.min(length, segment.length - position);
        System.arraycopy(segment, position, buffer, offset, some);
        position += some;
        return some;
    }

    private byte[] fetch(RecordId id) {
        try {
            return json.readValue(storage.read(id).unsafeArray(), Segment.class)
                    .ciphertext()
                    .unsafeArray();
        } catch (JacksonException e) {
            throw new Damaged("record %s is no segment".formatted(id), e);
        }
    }

    private record Segment(Bytes ciphertext) {}
}
