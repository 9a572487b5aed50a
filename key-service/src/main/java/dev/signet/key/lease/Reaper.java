package dev.signet.key.lease;

import dev.signet.key.collection.CollectionUnavailable;
import dev.signet.platform.CrashPoint;
import dev.signet.platform.LogContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Revokes leases that ran out, and finishes all that are being revoked. While collection-service is down their keys stay held. */
@Component
class Reaper implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(Reaper.class);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(4);

    private final OpenLeases leases;
    private final Revocations revocations;
    private final Failover failover;
    private final LeaseProperties properties;
    private final boolean recoverAtStart;

    private int failures;
    private long notBefore = System.nanoTime();

    Reaper(
            OpenLeases leases,
            Revocations revocations,
            Failover failover,
            LeaseProperties properties,
            RecoveryProperties recovery) {
        this.leases = leases;
        this.revocations = revocations;
        this.failover = failover;
        this.properties = properties;
        this.recoverAtStart = recovery.recoverAtStart();
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (recoverAtStart) {
            CrashPoint.KEYS_BEFORE_RECOVERY.reach();
            log.info("Revoking {} leases that were open when the service stopped", leases.revokeAll());
            CrashPoint.KEYS_RECOVERED.reach();
        }
    }

    @Scheduled(fixedDelayString = "${signet.lease.reap-interval:1s}")
    void reap() {
        if (System.nanoTime() - notBefore < 0) {
            return;
        }
        try {
            failover.look();
            CrashPoint.KEYS_BEFORE_EXPIRY.reach();
            var expired = leases.revokeExpired();
            if (expired > 0) {
                CrashPoint.KEYS_EXPIRED.reach();
                log.warn("{} leases ran out", expired);
            }
            settleRevoking();
            failover.finish();
            succeeded();
        } catch (CollectionUnavailable | DataAccessException | TransactionException | LeasesUnavailable e) {
            failed(e);
        }
    }

    // In random order, so that one that cannot be settled does not stand before the others for ever.
    private void settleRevoking() {
        var revoking = new ArrayList<>(leases.findRevoking());
        Collections.shuffle(revoking);
        for (var lease : revoking) {
            try (var _ = new LogContext()
                    .with("batch", lease.batchId())
                    .with("key", lease.use().keyId())) {
                var verdict = revocations.settle(lease);
                log.info("Closed lease {} of batch {} as {}", lease.id(), lease.batchId(), verdict);
            }
        }
    }

    private void succeeded() {
        if (failures > 0) {
            log.info("Leases can be closed again");
            failures = 0;
        }
    }

    private void failed(RuntimeException reason) {
        if (failures == 0) {
            log.warn("Keys of revoked leases stay held for now: {}", reason.toString());
        }
        var backoff = properties.reapInterval().multipliedBy(1L << Math.min(failures, 10));
        failures++;
        notBefore = System.nanoTime() + (backoff.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff).toNanos();
    }
}
