package dev.signet.key.lease;

import dev.signet.contract.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static final Logger log = LoggerFactory.getLogger(LeaseWriter.class);
    private static final int LARGEST_GROUP = 500;
    private static final long IDLE_MILLIS = 60_000;

    private final LeaseTransaction leases;
    private final LeaseProperties properties;
    private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final WaitingLine line = new WaitingLine();
    private volatile @Nullable Thread thread;
    private volatile boolean running;
    private volatile boolean closing;
    private volatile int waiting;

    LeaseWriter(LeaseTransaction leases, LeaseProperties properties) {
        this.leases = leases;
        this.properties = properties;
    }

    /** Something for the writer to do. */
    sealed interface Work permits Applicant, Closing {}

    /** Stands in line for a key. */
    void apply(Applicant applicant) {
        submit(applicant);
    }

    /** Closes these; they are committed when the result has come. */
    Closing close(List<Close> settled) {
        var work = new Closing(settled);
        submit(work);
        return work;
    }

    /** How many stood in line after the last commit. */
    int waiting() {
        return waiting;
    }

    private void submit(Work work) {
        if (!running) {
            throw new LeasesUnavailable("The service is stopping; ask again.");
        }
        queue.add(work);
    }

    private void run() {
        while (running || !queue.isEmpty()) {
            try {
                var settled = takeWork();
                commit(settled, line.present());
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

    private void commit(List<Closing> settled, List<Applicant> applicants) {
        if (settled.isEmpty() && applicants.isEmpty()) {
            return;
        }
        try {
            var before = applicants.stream().map(Applicant::waitedMillis).toList();
            var decisions = leases.commit(
                    settled.stream()
                            .flatMap(closing -> closing.settled().stream())
                            .toList(),
                    applicants.stream().map(Applicant::request).toList());
            settled.forEach(Closing::done);
            for (var i = 0; i < applicants.size(); i++) {
                answer(applicants.get(i), decisions, before.get(i));
            }
        } catch (RuntimeException e) {
            retryOrFail(settled, applicants, e);
        }
    }

    // The wait is counted up to before the transaction, so that the holder never trusts the lease for longer than the
    // database does.
    private void answer(Applicant applicant, Map<RequestId, Decision> decisions, long waitedMillis) {
        switch (decisions.get(applicant.request().requestId())) {
            case Decision.Granted granted -> leave(applicant, granted.afterWaiting(waitedMillis));
            case Decision decision -> leave(applicant, decision);
            case null -> {
                applicant.keepWaiting();
                if (closing || applicant.patienceMillis() <= 0) {
                    leave(applicant, new Decision.NoKey());
                }
            }
        }
    }

    private void leave(Applicant applicant, Decision decision) {
        line.remove(applicant);
        applicant.decide(decision);
    }

    // One bad apple must not spoil the group; but when the database is away, asking once more for each takes for ever.
    private void retryOrFail(List<Closing> settled, List<Applicant> applicants, RuntimeException reason) {
        if (settled.size() + applicants.size() > 1 && !DatabaseAway.isReasonOf(reason)) {
            log.warn("A group of leases failed and is retried one by one: {}", reason.toString());
            settled.forEach(closing -> commit(List.of(closing), List.of()));
            applicants.forEach(applicant -> commit(List.of(), List.of(applicant)));
            return;
        }
        settled.forEach(closing -> closing.fail(reason));
        applicants.forEach(applicant -> {
            line.remove(applicant);
            applicant.fail(reason);
        });
    }

    /** The service is about to stop: nobody is kept waiting any longer. */
    @EventListener(ContextClosedEvent.class)
    void stopWaiting() {
        closing = true;
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
