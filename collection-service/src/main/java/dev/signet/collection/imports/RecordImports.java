package dev.signet.collection.imports;

import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.record.IdRange;
import dev.signet.collection.record.RecordProperties;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;

/** Takes a stream of lines in, chunk by chunk, and continues an import that broke off. */
@Service
class RecordImports {
    private final ChunkStore chunks;
    private final ImportProgressRows progress;
    private final JsonValues json;
    private final RecordProperties limits;
    // refuses the second one at once; between processes, the progress row does when it comes to storing
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    RecordImports(ChunkStore chunks, ImportProgressRows progress, JsonValues json, RecordProperties limits) {
        this.chunks = chunks;
        this.progress = progress;
        this.json = json;
        this.limits = limits;
    }

    ImportResult take(Keyring keyring, Optional<String> key, InputStream body) throws IOException {
        if (key.isEmpty()) {
            return takeAfter(keyring, key, ImportProgress.none(keyring), body);
        }
        if (!underWay.add(key.get())) {
            throw new ImportUnderWay();
        }
        try {
            return takeAfter(keyring, key, startOf(keyring, key.get()), body);
        } finally {
            underWay.remove(key.get());
        }
    }

    private ImportProgress startOf(Keyring keyring, String key) {
        var start = progress.find(key).orElseGet(() -> ImportProgress.none(keyring));
        if (start.keyring() != keyring.number()) {
            throw new IdempotencyKeyReused(keyring);
        }
        return start;
    }

    private ImportResult takeAfter(Keyring keyring, Optional<String> key, ImportProgress start, InputStream body)
            throws IOException {
        var reader = new ChunkReader(body, json, limits);
        skipStored(reader, start);
        var reached = start;
        Chunk chunk;
        do {
            chunk = reader.next();
            reached = chunks.store(keyring, key, reached, chunk);
        } while (!chunk.last());
        var result = resultOf(start, reached);
        if (chunk.broken().isPresent()) {
            throw new ImportRefused(chunk.broken().get(), result);
        }
        return result;
    }

    private static void skipStored(ChunkReader reader, ImportProgress start) throws IOException {
        try {
            if (!reader.skip(start.stored()).equals(start.digest())) {
                throw new IdempotencyKeyReused(start.stored());
            }
        } catch (InvalidRecord e) {
            throw new IdempotencyKeyReused(start.stored());
        }
    }

    private static ImportResult resultOf(ImportProgress start, ImportProgress reached) {
        return new ImportResult(
                reached.stored() - start.stored(),
                start.stored(),
                reached.ids().map(IdRange::first),
                reached.ids().map(IdRange::last));
    }
}
