package dev.signet.bench.peers;

import dev.signet.bench.contest.Ground;
import dev.signet.bench.limits.Signers;
import dev.signet.bench.peers.ChunkSigner.Signed;
import dev.signet.bench.peers.ChunkSigner.Unsigned;
import dev.signet.contract.Bytes;
import dev.signet.contract.RecordId;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.database.JdbcPagingItemReader;
import org.springframework.batch.infrastructure.item.database.Order;
import org.springframework.batch.infrastructure.item.database.builder.JdbcPagingItemReaderBuilder;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Works through a range of records in chunks of one batch. Every partition gets a step of its own, which is what the step scope is for, but
 * without a proxy around each item's reading and signing. It reads pages rather than from a cursor, whose snapshot would keep every dead
 * version of the keys' rows for the whole run.
 */
final class PartitionWorker implements Step {
    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final DataSource connections;
    private final SigningKeys keys;
    private final Signers signers;
    private final int batchSize;

    PartitionWorker(
            Ground ground, JobRepository repository, PlatformTransactionManager transactions, DataSource connections)
            throws SQLException {
        this.repository = repository;
        this.transactions = transactions;
        this.connections = connections;
        this.keys = new SigningKeys(ground.database(), ground.workload().keys());
        this.signers = new Signers(ground.workload());
        this.batchSize = ground.workload().batchSize();
    }

    @Override
    public String getName() {
        return "batches";
    }

    @Override
    public void execute(StepExecution partition) throws JobInterruptedException {
        var signer = new ChunkSigner(connections, keys, signers); // as writer, it becomes the chunks' listener as well
        new StepBuilder(partition.getStepName(), repository)
                .<Unsigned, Signed>chunk(batchSize)
                .transactionManager(transactions)
                .reader(reader(partition.getExecutionContext()))
                .processor(signer)
                .writer(signer)
                .build()
                .execute(partition);
    }

    private JdbcPagingItemReader<Unsigned> reader(ExecutionContext range) {
        try {
            return new JdbcPagingItemReaderBuilder<Unsigned>()
                    .name("records")
                    .dataSource(connections)
                    .selectClause("id, payload")
                    .fromClause("record")
                    .whereClause("id BETWEEN :first AND :last")
                    .sortKeys(Map.of("id", Order.ASCENDING))
                    .parameterValues(RecordRanges.bounds(range))
                    .rowMapper((row, _) -> new Unsigned(new RecordId(row.getLong(1)), Bytes.wrap(row.getBytes(2))))
                    .pageSize(batchSize)
                    .build();
        } catch (Exception e) { // which its signature demands
            throw new IllegalStateException(e);
        }
    }
}
