package dev.signet.bench.peers;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import dev.signet.bench.contest.Contestant;
import dev.signet.bench.contest.Ground;
import dev.signet.bench.limits.PlainTables;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * A one-time task of db-scheduler for each batch. It polls in its fastest mode, lock-and-fetch, and picks many tasks at once; it deletes each
 * when it is done, in a transaction of its own. The scheduler has started, but pauses until the run begins.
 */
public final class DbScheduler implements Contestant {
    private static final double PICK_BELOW_PER_THREAD = 4;
    private static final double PICK_UP_TO_PER_THREAD = 20;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final int HOUSEKEEPING_CONNECTIONS = 4;

    // As its documentation gives it for PostgreSQL, without the indexes for priorities.
    private static final String TABLE = """
            CREATE TABLE scheduled_tasks (
                task_name            text        NOT NULL,
                task_instance        text        NOT NULL,
                task_data            bytea,
                execution_time       timestamptz NOT NULL,
                picked               boolean     NOT NULL,
                picked_by            text,
                last_success         timestamptz,
                last_failure         timestamptz,
                consecutive_failures int,
                last_heartbeat       timestamptz,
                version              bigint      NOT NULL,
                priority             smallint,
                PRIMARY KEY (task_name, task_instance)
            );
            CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time);
            CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat);
            """;

    private static final String UNFINISHED = "SELECT count(*) FROM scheduled_tasks";

    private final Ground ground;
    private final HikariDataSource connections;
    private final PlainTables tables;
    private final BatchWork work;
    private final Countdown countdown = new Countdown();
    private final OneTimeTask<Void> task;
    private final Scheduler scheduler;

    public DbScheduler(Ground ground) throws SQLException {
        var database = ground.database();
        var threads = ground.workload().threads();
        this.ground = ground;
        this.connections = ConnectionPool.open(database, threads + HOUSEKEEPING_CONNECTIONS);
        this.tables = new PlainTables(database, ground.workload());
        this.work = new BatchWork(ground, connections, tables);
        this.task = Tasks.oneTime("sign")
                .execute((batch, _) -> countdown.count(() -> work.sign(Integer.parseInt(batch.getId()))));
        database.execute(TABLE);
        this.scheduler = Scheduler.create(connections, List.of(task))
                .threads(threads)
                .pollUsingLockAndFetch(PICK_BELOW_PER_THREAD, PICK_UP_TO_PER_THREAD)
                .pollingInterval(POLL)
                .build();
        scheduler.pause();
        scheduler.start();
    }

    @Override
    public void load() throws SQLException {
        tables.load();
        var batches = ground.workload().batches();
        countdown.begin(batches);
        scheduler.scheduleBatch(
                IntStream.range(0, batches).<TaskInstance<?>>mapToObj(batch -> task.instance(Integer.toString(batch))),
                Instant.now());
        ground.database().execute("ANALYZE scheduled_tasks");
    }

    @Override
    public void run() throws InterruptedException, ExecutionException {
        scheduler.resume();
        scheduler.triggerCheckForDueExecutions();
        countdown.await();
    }

    @Override
    public void settle() throws SQLException, InterruptedException {
        while (ground.database().number(UNFINISHED) > 0) {
            Thread.sleep(LOOK_AGAIN);
        }
        scheduler.pause();
    }

    @Override
    public long signatures() throws SQLException {
        return tables.signatures();
    }

    @Override
    public void close() {
        scheduler.stop();
        connections.close();
    }
}
