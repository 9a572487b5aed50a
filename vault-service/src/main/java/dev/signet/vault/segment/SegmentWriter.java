package dev.signet.vault.segment;

import dev.signet.contract.RecordId;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Cuts ciphertext into segments, each of which is a record; holds one of them in memory. */
final class SegmentWriter extends OutputStream {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Records storage;
    private final Binding binding;
    private final UUID upload = UUID.randomUUID();
    private final byte[] segment = new byte[StreamSeal.SEGMENT_BYTES];
    private final List<RecordId> records = new ArrayList<>();
    private int filled;

    SegmentWriter(Records storage, Binding binding) {
        this.storage = storage;
        this.binding = binding;
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (var written = 0; written < length; ) {
            var some = Math.min(length - written, segment.length - filled);
            System.arraycopy(bytes, offset + written, segment, filled, some);
            filled += some;
            written += some;
            if (filled == segment.length) {
                store();
            }
        }
    }

    @Override
    public void close() {
        if (filled > 0) {
            store();
        }
    }

    /** Where the segments are, in their order. */
    List<RecordId> records() {
        return List.copyOf(records);
    }

    private void store() {
        var place = records.size();
        var record = "{\"vault\":\"%s\",\"version\":%d,\"segment\":%d,\"ciphertext\":\"%s\"}"
                .formatted(
                        binding.locator().value().toBase64Url(),
                        binding.version(),
                        place,
                        BASE64.encodeToString(Arrays.copyOf(segment, filled)));
        records.add(storage.append("vault-%s-%d".formatted(upload, place), record));
        filled = 0;
    }
}
