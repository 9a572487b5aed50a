package dev.signet.contract;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A signed statement as it travels: a DSSE envelope (Dead Simple Signing Envelope, version 1). Whoever carries one can neither make nor change it.
 *
 * @param payloadType what the payload is; signed with it
 * @param payload the exact bytes that were signed, in base64
 */
public record Envelope(String payloadType, String payload, List<Signature> signatures) {
    public Envelope {
        requireNonNull(payloadType, "payloadType");
        requireNonNull(payload, "payload");
        signatures = List.copyOf(signatures);
    }

    /**
     * Whose signature, and the signature in base64.
     *
     * @param keyid only a hint: which of the issuer's keys to try
     */
    public record Signature(String keyid, String sig) {
        public Signature {
            requireNonNull(keyid, "keyid");
            requireNonNull(sig, "sig");
        }
    }
}
