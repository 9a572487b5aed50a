package dev.signet.vault.segment;

import dev.signet.contract.RecordId;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Payloads, stored encrypted in records. */
@Component
public class Segments {
    private final Records storage;
    private final JsonMapper json;

    Segments(Records storage, JsonMapper json) {
        this.storage = storage;
        this.json = json;
    }

    /** Where the ciphertext is once the plaintext was read to its end; if reading fails, what was stored opens under no key. */
    public List<RecordId> store(byte[] key, Binding binding, InputStream plaintext) throws IOException {
        var segments = new SegmentWriter(storage, binding);
        // not closed when it fails: that would end the ciphertext as if it were complete
        @SuppressWarnings("resource")
        var sealing = StreamSeal.sealing(key, binding, segments);
        plaintext.transferTo(sealing);
        sealing.close();
        return segments.records();
    }

    /** What of it is not authentic is never given out: reading it is {@link Damaged}. */
    public InputStream open(byte[] key, Binding binding, List<RecordId> records) {
        try {
            return new Authentic(StreamSeal.opening(key, binding, new SegmentReader(storage, json, records)));
        } catch (IOException e) {
            throw new Damaged("the ciphertext does not begin as one", e);
        }
    }

    /** Signed and exported as every record is: from now on nobody opens this any more. */
    public void noteRemoval(long item, Binding binding) {
        var record = "{\"vault\":\"%s\",\"version\":%d,\"removed\":true}"
                .formatted(binding.locator().value().toBase64Url(), binding.version());
        storage.append("vault-removal-" + item, record);
    }

    private static final class Authentic extends FilterInputStream {
        Authentic(InputStream plaintext) {
            super(plaintext);
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            try {
                return super.read(buffer, offset, length);
            } catch (IOException e) {
                throw new Damaged("the ciphertext is not as it was sealed", e);
            }
        }
    }
}
