package dev.signet.key.lease;

import dev.signet.contract.KeyUse;
import dev.signet.contract.Settlements.Question;
import dev.signet.contract.Settlements.Settlement;
import dev.signet.contract.Verdict;
import dev.signet.key.collection.CollectionClient;
import dev.signet.platform.CrashPoint;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Frees keys as soon as their signatures are stored, ahead of the reaper. */
@Component
public class Releases {
    private final CollectionClient collection;
    private final LeaseWriter writer;

    Releases(CollectionClient collection, LeaseWriter writer) {
        this.collection = collection;
        this.writer = writer;
    }

    /** Whether somebody waited for a key when the last one was granted or freed. */
    public boolean areAwaited() {
        return writer.waiting() > 0;
    }

    /**
     * Asks collection-service which of these are stored, and closes those. Returns once that is committed. Uses that are unknown, not stored or
     * closed already are left alone.
     *
     * @param hints at most 1,000
     */
    public void releaseStored(List<Question> hints) {
        CrashPoint.KEYS_BEFORE_SETTLEMENT.reach();
        var answers = collection.settlements(hints);
        CrashPoint.KEYS_SETTLED.reach();
        var stored = new ArrayList<Close>();
        for (var i = 0; i < hints.size(); i++) {
            if (answers.get(i) == Settlement.STORED) {
                var use = new KeyUse(hints.get(i).keyId(), hints.get(i).token());
                stored.add(new Close(use, Verdict.STORED));
            }
        }
        if (!stored.isEmpty()) {
            writer.close(stored).await();
        }
    }
}
