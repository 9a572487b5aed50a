package dev.signet.signing.batch;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.contract.LeaseId;
import dev.signet.signing.batch.HeldLease.LeaseOver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeldLeaseTest {
    private static final Duration TTL = ofSeconds(60);
    private static final Duration MARGIN = ofSeconds(6);

    private final FakeTime time = new FakeTime();
    private final Drain drain = new Drain(time.times);
    private final List<Integer> asked = new ArrayList<>();

    @Test
    void isRenewedEveryThirdOfTheLease() {
        var lease = lease((_, progress) -> granted(progress));

        for (var signed = 1; signed <= 60; signed++) {
            time.pass(ofSeconds(1));
            lease.progressed(signed);
        }

        assertThat(asked).containsExactly(20, 40, 60);
        assertThat(lease.isTrusted()).isTrue();
    }

    @Test
    void isNotRenewedWithoutProgress() {
        var lease = lease((_, progress) -> granted(progress));
        time.pass(ofSeconds(20));
        lease.progressed(5);

        time.pass(ofSeconds(20));
        lease.progressed(5);

        assertThat(asked).containsExactly(5);
    }

    @Test
    void isRenewedTenTimesAtMost() {
        var lease = lease((_, progress) -> granted(progress));

        for (var signed = 1; signed <= 12; signed++) {
            time.pass(ofSeconds(20));
            lease.progressed(signed);
        }

        assertThat(asked).hasSize(10);
    }

    @Test
    void renewedLeaseIsTrustedFromWhenTheRenewalWasAsked() {
        var lease = lease((_, progress) -> {
            time.pass(ofSeconds(4));
            return granted(progress);
        });
        time.pass(ofSeconds(20));
        lease.progressed(1);

        time.pass(ofSeconds(49));
        assertThat(lease.isTrusted()).isTrue();

        time.pass(ofSeconds(1));
        assertThat(lease.isTrusted()).isFalse();
    }

    @Test
    void leaseThatIsNotRenewedAnyMoreIsOver() {
        var lease = lease((_, _) -> Optional.empty());
        time.pass(ofSeconds(20));

        assertThatThrownBy(() -> lease.progressed(1)).isInstanceOf(LeaseOver.class);
    }

    @Test
    void renewalThatCannotBeAskedLeavesTheWindowAsItWasAndIsTriedAgain() {
        var lease = lease((_, progress) -> {
            asked.add(progress);
            throw new Unavailable("key-service cannot be reached");
        });
        time.pass(ofSeconds(20));
        lease.progressed(1);
        time.pass(ofSeconds(1));
        lease.progressed(2);
        time.pass(ofSeconds(4));
        lease.progressed(3);

        assertThat(asked).containsExactly(1, 3);
        time.pass(ofSeconds(28));
        assertThat(lease.isTrusted()).isTrue();
        time.pass(ofSeconds(1));
        assertThat(lease.isTrusted()).isFalse();
    }

    @Test
    void shutdownLeavesAGraceAndThenEndsIt() {
        var lease = lease((_, progress) -> granted(progress));

        drain.begin();
        assertThat(lease.isTrusted()).isTrue();

        time.pass(Drain.GRACE);
        assertThatThrownBy(lease::requireTrusted).isInstanceOf(LeaseOver.class).hasMessageContaining("shutting down");
    }

    private Optional<Duration> granted(int progress) {
        asked.add(progress);
        return Optional.of(TTL);
    }

    private HeldLease lease(Renewals renewals) {
        var window = TrustWindow.of(time.times.now(), TTL, MARGIN);
        return new HeldLease(LeaseId.random(), window, MARGIN, renewals, time.times, drain);
    }
}
