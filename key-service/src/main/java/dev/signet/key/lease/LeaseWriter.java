package dev.signet.key.lease;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The one thread through which this process closes and grants leases. It takes all that has come in since the last commit as one group, so
 * that the keyring's lock and the disk are paid for once per group. It remembers only who waits; the rest is in the rows.
 */
@Component
class LeaseWriter implements SmartLifecycle {
    private static final int LARGEST_GROUP = 500;
    private static final long IDLE_MILLIS = 60_000;

    private final LeaseProperties properties;
    private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final WaitingLine line = new WaitingLine();
    private final LeaseGroups groups;
    private volatile @Nullable Thread thread;
    private volatile boolean running;
    private volatile int waiting;

    LeaseWriter(LeaseTransaction leases, LeaseMeters meters, LeaseProperties properties) {
        this.groups = new LeaseGroups(leases, line, meters);
        this.properties = properties;
    }

    /** Something for the writer to do. */
    sealed interface Work permits Applicant, Closing {}

    /** They stand in line for keys. */
    void apply(List<Applicant> applicants) {
        submit(applicants);
    }

    /** Closes these; they are committed when the result has come. */
    Closing close(List<Close> settled) {
        var work = new Closing(settled);
        submit(List.of(work));
        return work;
    }

    /** How many stood in line after the last commit. */
    int waiting() {
        return waiting;
    }

    private void submit(List<? extends Work> work) {
        if (!running) {
            throw new LeasesUnavailable("The service is stopping; ask again.");
        }
        queue.addAll(work);
    }

    private void run() {
        while (running || !queue.isEmpty()) {
            try {
                var settled = takeWork();
                groups.commit(settled, line.present());
                waiting = line.size();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        line.present().forEach(applicant -> applicant.decide(new Decision.NoKey()));
    }

    private List<Closing> takeWork() throws InterruptedException {
        var patience = line.isEmpty()
                ? IDLE_MILLIS
                : line.untilNextDeadline(properties.retryInterval().toMillis());
        var group = new ArrayList<Work>();
        var first = queue.poll(patience, TimeUnit.MILLISECONDS);
        if (first != null) {
            group.add(first);
            queue.drainTo(group, LARGEST_GROUP - 1);
        }
        var settled = new ArrayList<Closing>();
        for (var work : group) {
            switch (work) {
                case Applicant applicant -> line.add(applicant);
                case Closing closing -> settled.add(closing);
            }
        }
        return settled;
    }

    /** The service is about to stop: nobody is kept waiting any longer. */
    @EventListener(ContextClosedEvent.class)
    void stopWaiting() {
        groups.stopWaiting();
        queue.add(new Closing(List.of()));
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("lease-writer").start(this::run);
    }

    /** Finishes what is in the queue. */
    @Override
    public void stop() {
        running = false;
        queue.add(new Closing(List.of()));
        var writer = thread;
        try {
            if (writer != null) {
                writer.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts before the web server and the listeners, and stops after them. */
    @Override
    public int getPhase() {
        return 0;
    }
}
