package dev.signet.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What key-service answers to a {@link LeaseRequest}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LeaseReply.Granted.class, name = "GRANTED"),
    @JsonSubTypes.Type(value = LeaseReply.Busy.class, name = "BUSY"),
    @JsonSubTypes.Type(value = LeaseReply.Done.class, name = "DONE"),
    @JsonSubTypes.Type(value = LeaseReply.NoKey.class, name = "NO_KEY"),
    @JsonSubTypes.Type(value = LeaseReply.Refused.class, name = "REFUSED"),
    @JsonSubTypes.Type(value = LeaseReply.NotOrdered.class, name = "NOT_ORDERED")
})
public sealed interface LeaseReply {
    /**
     * The key is the worker's until it has stored or given up.
     *
     * @param remainingMillis how long the lease lasts, counted from when the answered call began
     * @param encapsulation HPKE's encapsulated key (RFC 9180: base mode, X25519, HKDF-SHA256, {@link #HPKE_INFO}); leases granted in one call
     *     may share it
     * @param sealedKey the PKCS#8 private key under AES-256-GCM, behind a nonce of 12 bytes, with the key that HPKE exports (§5.3, 32 bytes) for
     *     this lease's {@link #binding}; where the key stays with key-service, the lease's handle instead
     * @param grant key-service's word on it, without which nothing is stored
     * @param keyStays key-service signs for whoever has the handle, instead of handing the key over
     */
    record Granted(
            LeaseId leaseId,
            KeyId keyId,
            long token,
            Algorithm algorithm,
            long remainingMillis,
            Bytes encapsulation,
            Bytes sealedKey,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Envelope> grant,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
            boolean keyStays)
            implements LeaseReply {
        public Granted {
            requireNonNull(leaseId, "leaseId");
            requireNonNull(keyId, "keyId");
            requireNonNull(algorithm, "algorithm");
            requireNonNull(encapsulation, "encapsulation");
            requireNonNull(sealedKey, "sealedKey");
            requireNonNull(grant, "grant");
        }
    }

    /** Another lease for this batch is open: ask again when it may have ended, after at most 5 seconds. */
    record Busy(long retryAfterMillis) implements LeaseReply {}

    /** The batch is signed and its lease closed. */
    record Done(LeaseId leaseId, KeyId keyId, long token) implements LeaseReply {}

    /** No key came free within the wait or, when it may be asked for again at once, before others of the same call got theirs. */
    record NoKey(long retryAfterMillis) implements LeaseReply {}

    /** The lease of this request is over, or the request came with other contents before: ask with a new one. */
    record Refused() implements LeaseReply {}

    /**
     * There is no key for it, now or later: nobody has ordered that this batch be signed, or another lease was granted upon this order or a newer one. A
     * batch that is to be signed is ordered anew.
     */
    record NotOrdered(String reason) implements LeaseReply {
        public NotOrdered {
            requireNonNull(reason, "reason");
        }
    }

    /** Answers a {@link LeaseRequest.Group}, each in its place. */
    record Group(List<LeaseReply> replies) {
        public Group {
            replies = List.copyOf(replies);
        }
    }

    /** The header that brings a lease's handle along with what is to be signed under it: base64url. */
    String HANDLE = "Signet-Lease-Handle";

    /** The HPKE info string: binds what is sealed to this purpose. */
    String HPKE_INFO = "signet lease v2";

    /** What the sealed key is bound to, as exporter context and as associated data: nobody can present it as the key of another lease or batch. */
    static byte[] binding(LeaseId leaseId, KeyId keyId, long token, BatchId batchId) {
        return (leaseId + "|" + keyId + "|" + token + "|" + batchId).getBytes(StandardCharsets.US_ASCII);
    }
}
