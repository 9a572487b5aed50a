package dev.signet.bench.peers;

import com.zaxxer.hikari.HikariDataSource;
import dev.signet.bench.contest.Contestant;
import dev.signet.bench.contest.Ground;
import dev.signet.bench.limits.PlainTables;
import java.sql.SQLException;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * A job of Spring Batch, cut into as many partitions as run at once. A chunk is a batch, and the job's progress is stored in the chunk's
 * transaction, so that a restarted job would go on where it stopped.
 */
public final class SpringBatch implements Contestant {
    private static final String JOB_TABLES = "org/springframework/batch/core/schema-postgresql.sql";
    private static final int JOB_CONNECTIONS = 2;

    private final HikariDataSource connections;
    private final PlainTables tables;
    private final ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
    private final Job job;
    private final JobOperator operator;
    private long runs;

    public SpringBatch(Ground ground) throws Exception {
        var workload = ground.workload();
        connections = ConnectionPool.open(ground.database(), workload.threads() + JOB_CONNECTIONS);
        tables = new PlainTables(ground.database(), workload);
        new ResourceDatabasePopulator(new ClassPathResource(JOB_TABLES)).execute(connections);
        executor.setCorePoolSize(workload.threads());
        executor.initialize();
        var transactions = new JdbcTransactionManager(connections);
        var repository = repository(transactions);
        job = job(repository, new PartitionWorker(ground, repository, transactions, connections), ground);
        operator = operator(repository);
    }

    private JobRepository repository(JdbcTransactionManager transactions) throws Exception {
        var factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(connections);
        factory.setTransactionManager(transactions);
        factory.afterPropertiesSet();
        return factory.getObject();
    }

    private static JobOperator operator(JobRepository repository) throws Exception {
        var operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(new MapJobRegistry());
        operator.afterPropertiesSet();
        return operator;
    }

    private Job job(JobRepository repository, PartitionWorker worker, Ground ground) {
        var partitions = new StepBuilder("partitions", repository)
                .partitioner(worker.getName(), new RecordRanges(tables, ground.workload()))
                .step(worker)
                .gridSize(ground.workload().threads())
                .taskExecutor(executor)
                .build();
        return new JobBuilder("sign", repository).start(partitions).build();
    }

    @Override
    public void load() throws SQLException {
        tables.load();
        runs++;
    }

    @Override
    public void run() throws Exception {
        var parameters = new JobParametersBuilder().addLong("run", runs).toJobParameters();
        var done = operator.start(job, parameters);
        if (done.getStatus() != BatchStatus.COMPLETED) {
            throw new IllegalStateException("The job has not completed: " + done);
        }
    }

    @Override
    public long signatures() throws SQLException {
        return tables.signatures();
    }

    @Override
    public void close() {
        executor.shutdown();
        connections.close();
    }
}
