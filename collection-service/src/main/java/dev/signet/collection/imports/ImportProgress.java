package dev.signet.collection.imports;

import dev.signet.collection.record.IdRange;
import java.util.Optional;

/**
 * How far an import has come.
 *
 * @param stored lines stored, by all tries
 * @param digest of these lines
 * @param ids of these lines' records; absent as long as there are none
 */
record ImportProgress(long stored, LineDigest digest, Optional<IdRange> ids) {
    static final ImportProgress NONE = new ImportProgress(0, LineDigest.NONE, Optional.empty());

    ImportProgress plus(Chunk chunk, IdRange added) {
        var first = ids.map(IdRange::first).orElse(added.first());
        return new ImportProgress(
                stored + chunk.lines().size(), chunk.digest(), Optional.of(new IdRange(first, added.last())));
    }
}
