package dev.signet.key.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signet.contract.BatchId;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyringName;
import dev.signet.contract.LeaseId;
import dev.signet.contract.Verdict;
import java.time.Instant;
import java.util.Optional;

/** One line of the ledger. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LedgerLine.Begin.class, name = "begin"),
    @JsonSubTypes.Type(value = LedgerLine.Key.class, name = "key"),
    @JsonSubTypes.Type(value = LedgerLine.Lease.class, name = "lease")
})
sealed interface LedgerLine {
    /** Its place in the order of all that happened. */
    long tick();

    /** The first line, where leases were taken off that were closed before this tick: of earlier ticks only some are there. */
    record Begin(long tick) implements LedgerLine {}

    /**
     * A key came in, or was put in or out of use.
     *
     * @param keyring where it came in, and stays; absent where that is the default one
     */
    record Key(
            long tick,
            String event,
            KeyId keyId,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<KeyringName> keyring)
            implements LedgerLine {}

    /** A key was leased; what follows from {@code outcome} on is there once the lease is closed. */
    record Lease(
            LeaseId leaseId,
            BatchId batchId,
            KeyId keyId,
            long token,
            String state,
            Optional<Verdict> outcome,
            long grantTick,
            Optional<Long> closeTick,
            Instant grantedAt,
            Optional<Instant> closedAt,
            String workerId)
            implements LedgerLine {
        @Override
        public long tick() {
            return grantTick;
        }
    }

    /**
     * The last line; without it the ledger was cut off.
     *
     * @param count how many lines came before
     * @param tick the ledger is complete up to here
     */
    record End(boolean end, long count, long tick) {}
}
