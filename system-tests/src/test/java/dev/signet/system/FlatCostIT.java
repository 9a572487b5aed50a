package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is signed already makes nothing slower: no statement of a run reads a table from one end to the other. */
class FlatCostIT {
    private static final String READ_WHOLE = """
            SELECT relname
              FROM pg_stat_user_tables
             WHERE relname ~ '^(record_[0-9]+|batch|signature_[0-9]+|key_lease|closed_lease_[0-9]+)$' AND seq_tup_read > 0
            """;

    @Test
    void aRunReadsNoTableAsAWhole() {
        try (var signet = TestSystem.create().with("signet.batch-size", 5).startAll()) {
            signet.execute(
                    "ANALYZE"); // as if the tables were to stay as empty as they are: the worst that plans can be made
            // from
            signet.seed(1000, 4);

            assertThat(signet.untilEnded().records().signed()).isEqualTo(1000);

            for (var service : Service.values()) {
                signet.stop(service); // a session hands in its statistics when it ends, at the latest
            }
            assertThat(signet.texts(READ_WHOLE)).isEmpty();
        }
    }
}
