package dev.signet.bench.peers;

import com.zaxxer.hikari.HikariDataSource;
import dev.signet.bench.contest.Contestant;
import dev.signet.bench.contest.Ground;
import dev.signet.bench.limits.PlainTables;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.configuration.JobRunrConfiguration.JobRunrConfigurationResult;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.configuration.BackgroundJobServerThreadType;
import org.jobrunr.server.configuration.DefaultBackgroundJobServerWorkerPolicy;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson3.Jackson3JsonMapper;

/**
 * A job of JobRunr for each batch. Its free edition polls every 5 s at the most often, which is what is set here; between polls only a job
 * that ends asks for more. A server that was already running would begin up to 5 s late, by chance. So the server starts with the run, which
 * makes that about 1 s: it polls for the first time a fifth of the interval after its start.
 */
public final class JobRunrServer implements Contestant {
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final int HOUSEKEEPING_CONNECTIONS = 6;

    private final Ground ground;
    private final HikariDataSource connections;
    private final PlainTables tables;
    private final Countdown countdown = new Countdown();
    private final JobRequestScheduler jobs;
    private final BackgroundJobServer server;

    public JobRunrServer(Ground ground) throws SQLException, InterruptedException {
        var threads = ground.workload().threads();
        this.ground = ground;
        this.connections = ConnectionPool.open(ground.database(), threads + HOUSEKEEPING_CONNECTIONS);
        this.tables = new PlainTables(ground.database(), ground.workload());
        var jobRunr = configure(threads, new Handler(new BatchWork(ground, connections, tables), countdown));
        this.jobs = jobRunr.getJobRequestScheduler();
        this.server = jobRunr.getBackgroundJobServer();
        startOnce();
    }

    private JobRunrConfigurationResult configure(int threads, Handler handler) {
        var policy = new DefaultBackgroundJobServerWorkerPolicy(threads, BackgroundJobServerThreadType.PlatformThreads);
        var configuration = BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                .andPollInterval(POLL)
                .andBackgroundJobServerWorkerPolicy(policy);
        return JobRunr.configure()
                .useJsonMapper(new Jackson3JsonMapper())
                .useStorageProvider(new PostgresStorageProvider(connections))
                .useJobActivator(handler::as)
                .useBackgroundJobServer(configuration, false)
                .initialize();
    }

    // The first server in a database prepares it, and takes no jobs before that is done.
    private void startOnce() throws InterruptedException {
        server.start();
        while (server.isNotReadyToProcessJobs()) {
            Thread.sleep(LOOK_AGAIN);
        }
        server.stop();
    }

    @Override
    public void load() throws SQLException {
        tables.load();
        var batches = ground.workload().batches();
        countdown.begin(batches);
        jobs.enqueue(IntStream.range(0, batches).mapToObj(SignBatch::new));
        ground.database().execute("ANALYZE jobrunr_jobs");
    }

    @Override
    public void run() throws InterruptedException, ExecutionException {
        server.start();
        countdown.await();
    }

    /** Waits for the jobs that have yet to be marked as done. */
    @Override
    public void settle() {
        server.stop();
    }

    @Override
    public long signatures() throws SQLException {
        return tables.signatures();
    }

    @Override
    public void close() {
        JobRunr.destroy();
        connections.close();
    }

    /** What a job is about. */
    public record SignBatch(int batch) implements JobRequest {
        @Override
        public Class<Handler> getJobRequestHandler() {
            return Handler.class;
        }
    }

    /** Does a job. Public for JobRunr, which calls it by reflection. */
    public static final class Handler implements JobRequestHandler<SignBatch> {
        private final BatchWork work;
        private final Countdown countdown;

        private Handler(BatchWork work, Countdown countdown) {
            this.work = work;
            this.countdown = countdown;
        }

        private <T> T as(Class<T> type) {
            return type.cast(this);
        }

        @Override
        public void run(SignBatch job) {
            countdown.count(() -> work.sign(job.batch()));
        }
    }
}
