package dev.signet.collection.signature;

import dev.signet.contract.StoreSignatures;
import dev.signet.platform.BinaryCopy;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes the signatures of many batches at once. The caller holds the batches' row locks. */
@Repository
class SignatureRows {
    private static final String COPY = "COPY signature (record_id, batch_id, signature) FROM STDIN (FORMAT binary)";

    // First and last say which partitions there are to look into; the array alone does not in a plan for any array.
    private static final String EXISTING = """
            SELECT count(*) FROM record WHERE id = ANY (:ids) AND id BETWEEN :first AND :last
            """;

    private static final String SIGNED = """
            UPDATE batch
               SET state = 'SIGNED', key_id = lease.key_id, token = lease.token, lease_id = lease.lease_id, algorithm = lease.algorithm,
                   signed_at = clock_timestamp()
              FROM unnest(:batches::bigint[], :keys::text[], :tokens::bigint[], :leases::uuid[], :algorithms::text[])
                   AS lease (batch_id, key_id, token, lease_id, algorithm)
             WHERE batch.id = lease.batch_id
            """;

    private final JdbcClient jdbc;
    private final JdbcOperations connections;

    SignatureRows(JdbcClient jdbc, JdbcOperations connections) {
        this.jdbc = jdbc;
        this.connections = connections;
    }

    /** All of them, and only for records that exist. */
    void insert(Collection<SignatureSet> sets) {
        var ids = sets.stream()
                .flatMap(set -> set.signatures().stream())
                .mapToLong(frame -> frame.recordId().value())
                .toArray();
        var existing = jdbc.sql(EXISTING)
                .param("ids", ids)
                .param("first", Arrays.stream(ids).min().orElse(0))
                .param("last", Arrays.stream(ids).max().orElse(0))
                .query(Integer.class)
                .single();
        if (existing != ids.length) {
            throw new NotTheBatchsRecords("only %d of %d signatures are for records".formatted(existing, ids.length));
        }
        connections.execute((ConnectionCallback<Integer>) connection -> {
            BinaryCopy.run(connection, COPY, copy -> write(sets, copy));
            return ids.length;
        });
    }

    private static void write(Collection<SignatureSet> sets, BinaryCopy copy) throws IOException {
        for (var set : sets) {
            for (var frame : set.signatures()) {
                copy.row(3);
                copy.number(frame.recordId().value());
                copy.number(set.batchId().value());
                copy.bytes(frame.content().unsafeArray());
            }
        }
    }

    void markSigned(List<StoreSignatures> leases) {
        jdbc.sql(SIGNED)
                .param(
                        "batches",
                        leases.stream()
                                .mapToLong(lease -> lease.batchId().value())
                                .toArray())
                .param(
                        "keys",
                        leases.stream().map(lease -> lease.keyId().value()).toArray(String[]::new))
                .param(
                        "tokens",
                        leases.stream().mapToLong(StoreSignatures::token).toArray())
                .param(
                        "leases",
                        leases.stream().map(lease -> lease.leaseId().value()).toArray(UUID[]::new))
                .param(
                        "algorithms",
                        leases.stream().map(lease -> lease.algorithm().label()).toArray(String[]::new))
                .update();
    }
}
