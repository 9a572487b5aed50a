package dev.signet.bench.contest;

import dev.signet.bench.limits.InsertAlone;
import dev.signet.bench.limits.PlainLoop;
import dev.signet.bench.limits.SigningAlone;
import dev.signet.bench.peers.DbScheduler;
import dev.signet.bench.peers.JobRunrServer;
import dev.signet.bench.peers.SpringBatch;
import dev.signet.bench.signet.ManyProcesses;
import dev.signet.bench.signet.OneProcess;

/** All that can be measured. */
public enum Contender {
    PLAIN_LOOP("plain loop, no guarantees", PlainLoop::new),
    SIGNING_ALONE("signing alone", SigningAlone::new),
    INSERT_ALONE("inserting alone", InsertAlone::new),
    SIGNET("Signet, one process", ground -> new OneProcess(ground, "off")),
    SIGNET_PROCESSES("Signet, separate processes, RabbitMQ", ground -> new ManyProcesses(ground, "off")),
    SIGNET_VERIFYING("Signet, one process, verifying", ground -> new OneProcess(ground, "all")),
    SIGNET_PROCESSES_VERIFYING(
            "Signet, separate processes, RabbitMQ, verifying", ground -> new ManyProcesses(ground, "all")),
    SPRING_BATCH("Spring Batch", SpringBatch::new),
    DB_SCHEDULER("db-scheduler", DbScheduler::new),
    JOBRUNR("JobRunr", JobRunrServer::new);

    private final String title;
    private final Entry entry;

    Contender(String title, Entry entry) {
        this.title = title;
        this.entry = entry;
    }

    Contestant enter(Ground ground) throws Exception {
        return entry.enter(ground);
    }

    /** Whether it can be measured only with a RabbitMQ. */
    public boolean needsRabbit() {
        return this == SIGNET_PROCESSES || this == SIGNET_PROCESSES_VERIFYING;
    }

    public String title() {
        return title;
    }

    /** Makes a contestant, ready to load. */
    @FunctionalInterface
    private interface Entry {
        Contestant enter(Ground ground) throws Exception;
    }
}
