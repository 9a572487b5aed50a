package dev.signet.collection.signature;

import dev.signet.collection.batch.Batches;
import dev.signet.collection.run.RunCounters;
import dev.signet.contract.StoreSignatures.Outcome;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Ways of accepting signatures that look right. The checkers of a round must catch each of them. */
public final class WrongStores {
    private WrongStores() {}

    /** Whoever brings signatures has surely signed. */
    public static class StoreAnything {
        @Bean
        Signatures signatures(
                JdbcClient jdbc,
                Batches batches,
                KeyFences fences,
                SignatureRows rows,
                SignatureEvents events,
                RunCounters counters,
                StoreMeters meters) {
            return new Credulous(jdbc, batches, fences, rows, events, counters, meters);
        }
    }

    static class Credulous extends Signatures {
        private static final String OPEN_AGAIN = """
                UPDATE batch
                   SET state = 'DISPATCHED', key_id = NULL, token = NULL, lease_id = NULL, algorithm = NULL, signed_at = NULL
                 WHERE id = :batch AND state = 'SIGNED'
                """;

        private final JdbcClient jdbc;

        Credulous(
                JdbcClient jdbc,
                Batches batches,
                KeyFences fences,
                SignatureRows rows,
                SignatureEvents events,
                RunCounters counters,
                StoreMeters meters) {
            super(batches, fences, rows, events, counters, meters);
            this.jdbc = jdbc;
        }

        @Override
        @Transactional
        List<Outcome> store(List<SignatureSet> sets) {
            sets.forEach(set ->
                    jdbc.sql(OPEN_AGAIN).param("batch", set.batchId().value()).update());
            return super.store(sets);
        }
    }

    /** The fencing token of the textbooks: what is lower than the highest token seen is refused, and nothing else. */
    public static class HighestTokenSeen {
        @Bean
        Signatures signatures(
                Batches batches,
                KeyFences fences,
                SignatureRows rows,
                SignatureEvents events,
                RunCounters counters,
                StoreMeters meters) {
            return new Textbook(batches, fences, rows, events, counters, meters);
        }
    }

    static class Textbook extends Signatures {
        private final KeyFences fences;

        Textbook(
                Batches batches,
                KeyFences fences,
                SignatureRows rows,
                SignatureEvents events,
                RunCounters counters,
                StoreMeters meters) {
            super(batches, fences, rows, events, counters, meters);
            this.fences = fences;
        }

        @Override
        @Transactional
        List<Outcome> store(List<SignatureSet> sets) {
            var outcomes = super.store(sets);
            for (var i = 0; i < sets.size(); i++) {
                if (outcomes.get(i) == Outcome.STORED) {
                    var use = sets.get(i).lease().use();
                    fences.raiseAbove(use.keyId(), use.token() - 1);
                }
            }
            return outcomes;
        }
    }
}
