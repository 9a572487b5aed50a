package dev.signet.collection.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.collection.Protocol;
import dev.signet.collection.batch.BatchRecords.Member;
import dev.signet.contract.BatchId;
import dev.signet.contract.RecordId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchRecordsIT {
    private static final int BUDGET = 1 << 20;

    private final Protocol protocol = Protocol.start();
    private final BatchRecords records = protocol.get(BatchRecords.class);
    private final Batches batches = protocol.get(Batches.class);

    @AfterEach
    void close() {
        protocol.close();
    }

    @Test
    void smallBatchesComeTogetherEachWithItsOwnRecordsInOrder() {
        var first = protocol.batch(3);
        var second = protocol.batch(2);

        var members = records.small(batches.find(List.of(first, second)).values());

        assertThat(members).containsOnlyKeys(first, second);
        assertThat(members.get(first)).extracting(Member::id).containsExactly(idsOf(first));
        assertThat(members.get(second)).extracting(Member::id).containsExactly(idsOf(second));
        assertThat(members.get(second))
                .allSatisfy(member -> assertThat(member.payload().length()).isPositive());
    }

    @Test
    void batchOfMoreBytesThanTheBudgetDoesNotComeWithOthers() {
        var small = protocol.batch(2);
        var justFits = protocol.batchOf(1, BUDGET);
        var tooLarge = protocol.batchOf(1, BUDGET + 1);

        var members =
                records.small(batches.find(List.of(small, justFits, tooLarge)).values());

        assertThat(members).containsOnlyKeys(small, justFits);
    }

    @Test
    void nothingComesOfABatchWhoseRecordsFitOnlyOneByOne() {
        var small = protocol.batch(1);
        var tooLarge = protocol.batchOf(2, BUDGET / 2 + 1);

        assertThat(records.small(batches.find(List.of(small, tooLarge)).values()))
                .containsOnlyKeys(small);
    }

    @Test
    void nothingIsAskedOfNoBatches() {
        assertThat(records.small(List.of())).isEmpty();
    }

    private RecordId[] idsOf(BatchId batch) {
        var ids = protocol.recordIdsOf(batch);
        var records = new RecordId[ids.length];
        for (var i = 0; i < ids.length; i++) {
            records[i] = new RecordId(ids[i]);
        }
        return records;
    }
}
