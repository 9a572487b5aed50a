package dev.signet.collection.imports;

import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.record.RecordWriter;
import dev.signet.collection.record.RecordsArrived;
import dev.signet.platform.CrashPoint;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Stores a chunk and how far the import has come with it, in one transaction; then says so. */
@Component
class ChunkStore {
    private final RecordWriter records;
    private final ImportProgressRows progress;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;

    ChunkStore(
            RecordWriter records,
            ImportProgressRows progress,
            TransactionOperations transaction,
            ApplicationEventPublisher events) {
        this.records = records;
        this.progress = progress;
        this.transaction = transaction;
        this.events = events;
    }

    /** Returns how far the import has come. */
    ImportProgress store(Keyring keyring, Optional<String> key, ImportProgress before, Chunk chunk) {
        if (chunk.lines().isEmpty()) {
            return before;
        }
        var after = transaction.execute(_ -> {
            var progressed = before.plus(chunk, records.append(keyring, chunk.lines()));
            key.ifPresent(k -> progress.moveOn(k, before, progressed));
            CrashPoint.aroundCommit(CrashPoint.COLLECTION_BEFORE_IMPORT, CrashPoint.COLLECTION_IMPORTED);
            return progressed;
        });
        events.publishEvent(new RecordsArrived(keyring, chunk.lines().size()));
        return after;
    }
}
