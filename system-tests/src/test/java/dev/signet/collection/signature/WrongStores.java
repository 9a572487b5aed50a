package dev.signet.collection.signature;

import dev.signet.collection.batch.Batches;
import dev.signet.collection.run.RunCounters;
import dev.signet.contract.BatchId;
import dev.signet.contract.StoreSignatures;
import dev.signet.contract.StoreSignatures.Outcome;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Ways of accepting signatures that look right. The checkers of a round must catch each of them. */
public final class WrongStores {
    private WrongStores() {}

    /** Whoever brings signatures has surely signed. */
    public static class StoreAnything {
        @Bean
        Signatures signatures(JdbcClient jdbc, Batches batches, KeyFences fences, RunCounters counters) {
            return new Credulous(jdbc, batches, fences, counters);
        }
    }

    static class Credulous extends Signatures {
        private static final String OPEN_AGAIN = """
                UPDATE batch
                   SET state = 'DISPATCHED', key_id = NULL, token = NULL, lease_id = NULL, algorithm = NULL, signed_at = NULL
                 WHERE id = :batch AND state = 'SIGNED'
                """;

        private final JdbcClient jdbc;

        Credulous(JdbcClient jdbc, Batches batches, KeyFences fences, RunCounters counters) {
            super(jdbc, batches, fences, counters);
            this.jdbc = jdbc;
        }

        @Override
        @Transactional
        Outcome store(BatchId id, StoreSignatures lease, SignatureSet signatures) {
            jdbc.sql(OPEN_AGAIN).param("batch", id.value()).update();
            return super.store(id, lease, signatures);
        }
    }

    /** The fencing token of the textbooks: what is lower than the highest token seen is refused, and nothing else. */
    public static class HighestTokenSeen {
        @Bean
        Signatures signatures(JdbcClient jdbc, Batches batches, KeyFences fences, RunCounters counters) {
            return new Textbook(jdbc, batches, fences, counters);
        }
    }

    static class Textbook extends Signatures {
        private final KeyFences fences;

        Textbook(JdbcClient jdbc, Batches batches, KeyFences fences, RunCounters counters) {
            super(jdbc, batches, fences, counters);
            this.fences = fences;
        }

        @Override
        @Transactional
        Outcome store(BatchId id, StoreSignatures lease, SignatureSet signatures) {
            var outcome = super.store(id, lease, signatures);
            if (outcome == Outcome.STORED) {
                fences.raiseAbove(lease.keyId(), lease.token() - 1);
            }
            return outcome;
        }
    }
}
