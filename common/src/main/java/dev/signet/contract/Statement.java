package dev.signet.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What one service decides and others act upon. Workers and the broker carry it in an {@link Envelope}; only its issuer can make one, and it is
 * checked where it takes effect.
 */
public sealed interface Statement {
    /** All that state anything. */
    List<String> ISSUERS = List.of("batch-dispatcher", "key-service", "collection-service");

    /** The service that alone may state this. */
    String issuer();

    /** Names it in the envelope. */
    String payloadType();

    /**
     * This batch is to be signed. Good for one lease; no order, no lease.
     *
     * @param attempt how often the batch was handed out, this time included
     * @param keyring whose keys are to sign it; absent where it is the default one
     */
    record Order(
            BatchId batchId,
            int attempt,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<KeyringName> keyring) implements Statement {
        public Order {
            requireNonNull(batchId, "batchId");
            keyring = KeyringName.meant(keyring).named();
        }

        /** For the default keyring. */
        public Order(BatchId batchId, int attempt) {
            this(batchId, attempt, Optional.empty());
        }

        @Override
        public String issuer() {
            return "batch-dispatcher";
        }

        @Override
        public String payloadType() {
            return "application/vnd.signet.order+json";
        }
    }

    /** This key, under this token, is for this batch and this lease. No grant, nothing stored. */
    record Grant(BatchId batchId, LeaseId leaseId, KeyId keyId, long token, Algorithm algorithm) implements Statement {
        public Grant {
            requireNonNull(batchId, "batchId");
            requireNonNull(leaseId, "leaseId");
            requireNonNull(keyId, "keyId");
            requireNonNull(algorithm, "algorithm");
        }

        @Override
        public String issuer() {
            return "key-service";
        }

        @Override
        public String payloadType() {
            return "application/vnd.signet.grant+json";
        }
    }

    /** This became of exactly this use of a key, for ever. No receipt, and the key is not free. */
    record Receipt(BatchId batchId, LeaseId leaseId, KeyId keyId, long token, Verdict outcome) implements Statement {
        public Receipt {
            requireNonNull(batchId, "batchId");
            requireNonNull(leaseId, "leaseId");
            requireNonNull(keyId, "keyId");
            requireNonNull(outcome, "outcome");
        }

        @Override
        public String issuer() {
            return "collection-service";
        }

        @Override
        public String payloadType() {
            return "application/vnd.signet.receipt+json";
        }
    }
}
