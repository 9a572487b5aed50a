package dev.signet.vaultclient;

import java.security.GeneralSecurityException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is answered over the broker, inside of an {@link Envelope}: as over HTTP.
 *
 * @param status as over HTTP
 * @param body the payload, or a problem as JSON (RFC 9457)
 * @param retryAfter seconds; 0 where nothing is said
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BrokerReply(int status, byte[] body, long retryAfter) {
    /** Of a reply that is sealed. */
    public static final String TYPE = "VaultReply";

    /** Of one that is not, since the request could not be opened: a problem as JSON. */
    public static final String NOT_UNDERSTOOD = "VaultRequestNotUnderstood";

    private static final JsonMapper JSON = new JsonMapper();

    static BrokerReply open(Envelope envelope, byte[] sealed) throws GeneralSecurityException {
        return JSON.readValue(envelope.openReply(sealed), BrokerReply.class);
    }

    public byte[] seal(Envelope envelope) throws GeneralSecurityException {
        return envelope.sealReply(JSON.writeValueAsBytes(this));
    }

    /** Nothing of what was stored is printed. */
    @Override
    public String toString() {
        return "status " + status;
    }
}
