package dev.signet.collection.imports;

import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.record.IdRange;
import java.util.Optional;

/**
 * How far an import has come.
 *
 * @param keyring the number of that whose records they became
 * @param stored lines stored, by all tries
 * @param digest of these lines
 * @param ids of these lines' records; absent as long as there are none
 */
record ImportProgress(int keyring, long stored, LineDigest digest, Optional<IdRange> ids) {
    static ImportProgress none(Keyring keyring) {
        return new ImportProgress(keyring.number(), 0, LineDigest.NONE, Optional.empty());
    }

    ImportProgress plus(Chunk chunk, IdRange added) {
        var first = ids.map(IdRange::first).orElse(added.first());
        return new ImportProgress(
                keyring, stored + chunk.lines().size(), chunk.digest(), Optional.of(new IdRange(first, added.last())));
    }
}
