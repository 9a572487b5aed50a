package dev.signet.key.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.contract.BatchId;
import dev.signet.contract.Bytes;
import dev.signet.contract.LeaseRequest;
import dev.signet.contract.RequestId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApplicantTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    @Test
    void whatItWaitedInEarlierCallsCounts() {
        var applicant = new Applicant(request(Optional.of(Duration.ofHours(1).toMillis())));

        assertThat(applicant.waited())
                .isBetween(Duration.ofHours(1), Duration.ofHours(1).plus(SOON));
    }

    @Test
    void butNotAgainstItsPatienceNorAgainstItsLease() {
        var applicant = new Applicant(request(Optional.of(Duration.ofHours(1).toMillis())));

        assertThat(applicant.waitedMillis()).isLessThan(SOON.toMillis());
        assertThat(applicant.patienceMillis()).isPositive();
    }

    @Test
    void nobodyHasWaitedForLessThanNothing() {
        assertThat(new Applicant(request(Optional.of(-5L))).waited()).isBetween(Duration.ZERO, SOON);
        assertThat(new Applicant(request(Optional.empty())).waited()).isBetween(Duration.ZERO, SOON);
    }

    private static LeaseRequest request(Optional<Long> waitedMillis) {
        return new LeaseRequest(
                RequestId.random(),
                new BatchId(1),
                1,
                "worker",
                Bytes.wrap(new byte[32]),
                30_000,
                waitedMillis,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
