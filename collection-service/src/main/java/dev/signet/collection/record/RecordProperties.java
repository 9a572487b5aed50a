package dev.signet.collection.record;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param maxBytes the longest payload of a record
 * @param chunkRecords so many records share a transaction at most
 * @param chunkBytes a chunk that has reached this size is stored, however few records it has
 */
@ConfigurationProperties("signet.record")
public record RecordProperties(
        @DefaultValue("16MB") DataSize maxBytes,
        @DefaultValue("5000") int chunkRecords,
        @DefaultValue("4MB") DataSize chunkBytes) {
    private static final DataSize LARGEST = DataSize.ofMegabytes(512);

    public RecordProperties {
        if (maxBytes.toBytes() < 1 || maxBytes.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException("SIGNET_RECORD_MAX_BYTES must be from 1B to 512MB, not " + maxBytes);
        }
        if (chunkRecords < 1 || chunkRecords > 100_000) {
            throw new IllegalArgumentException(
                    "SIGNET_RECORD_CHUNK_RECORDS must be from 1 to 100000, not " + chunkRecords);
        }
        if (chunkBytes.toBytes() < 1 || chunkBytes.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException("SIGNET_RECORD_CHUNK_BYTES must be from 1B to 512MB, not " + chunkBytes);
        }
    }

    /** The longest payload, for those that count in ints. */
    public int maxPayload() {
        return Math.toIntExact(maxBytes.toBytes());
    }
}
