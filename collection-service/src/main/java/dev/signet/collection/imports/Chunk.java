package dev.signet.collection.imports;

import java.util.List;
import java.util.Optional;

/**
 * Lines that are stored in one transaction.
 *
 * @param digest of all lines of the import up to here
 * @param broken the line that ended it, if one did; it is not among the lines
 * @param last the stream has ended
 */
record Chunk(List<byte[]> lines, LineDigest digest, Optional<InvalidRecord> broken, boolean last) {
    Chunk {
        lines = List.copyOf(lines);
    }
}
