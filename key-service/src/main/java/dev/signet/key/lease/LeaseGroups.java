package dev.signet.key.lease;

import dev.signet.contract.RequestId;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits one group of closes and requests after the other, and tells everyone in it what came of it. Used by the writer's thread. */
final class LeaseGroups {
    private static final Logger log = LoggerFactory.getLogger(LeaseGroups.class);

    private final LeaseTransaction leases;
    private final WaitingLine line;
    private final LeaseMeters meters;
    private volatile boolean nobodyWaits;

    LeaseGroups(LeaseTransaction leases, WaitingLine line, LeaseMeters meters) {
        this.leases = leases;
        this.line = line;
        this.meters = meters;
    }

    /** From now on those for whom no key is free are told so at once. */
    void stopWaiting() {
        nobodyWaits = true;
    }

    /** Decides on those who wait, and does the closes; each of them is told the result. */
    void commit(List<Closing> settled, List<Applicant> applicants) {
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
            case Decision.Granted granted -> {
                meters.granted(applicant.waited());
                leave(applicant, granted.afterWaiting(waitedMillis));
            }
            case Decision decision -> leave(applicant, decision);
            case null -> {
                applicant.keepWaiting();
                if (nobodyWaits || applicant.patienceMillis() <= 0) {
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
}
