package dev.signet.collection.signature;

import dev.signet.contract.StoreSignatures;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes the signatures of many batches at once. The caller holds the batches' row locks. */
@Repository
class SignatureRows {
    // Only such as exist: the count of rows tells whether these were all.
    private static final String INSERT = """
            INSERT INTO signature (record_id, batch_id, signature)
            SELECT record.id, sent.batch_id, sent.signature
              FROM unnest(:ids::bigint[], :batches::bigint[], :signatures::bytea[]) AS sent (record_id, batch_id, signature)
              JOIN record ON record.id = sent.record_id
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

    SignatureRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Collection<SignatureSet> sets) {
        var count = sets.stream().mapToInt(set -> set.signatures().size()).sum();
        var ids = new long[count];
        var batches = new long[count];
        var contents = new byte[count][];
        var place = 0;
        for (var set : sets) {
            for (var frame : set.signatures()) {
                ids[place] = frame.recordId().value();
                batches[place] = set.batchId().value();
                contents[place++] = frame.content().unsafeArray();
            }
        }
        var stored = jdbc.sql(INSERT)
                .param("ids", ids)
                .param("batches", batches)
                .param("signatures", contents)
                .update();
        if (stored != count) {
            throw new NotTheBatchsRecords("only %d of %d signatures are for records".formatted(stored, count));
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
