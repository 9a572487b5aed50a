package dev.signet.vaultclient;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.security.GeneralSecurityException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is asked over the broker, inside of an {@link Envelope}.
 *
 * @param payload of what is to be stored
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BrokerRequest(
        Operation operation, String tenant, byte[] id, byte[] key, boolean paranoid, byte[] payload) {
    public static final String EXCHANGE = "signet.commands";
    public static final String ROUTING_KEY = "vault.request";
    public static final String TYPE = "VaultRequest";

    /** Where requests wait for a vault. Nobody else publishes to it or takes from it; who waits in vain asks how it stands with it. */
    public static final String QUEUE = "vault-service.requests";

    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] NOTHING = {};

    public BrokerRequest {
        requireNonNull(operation, "operation");
        requireNonNull(id, "id");
        requireNonNull(key, "key");
        tenant = requireNonNullElse(tenant, "");
        payload = requireNonNullElse(payload, NOTHING);
    }

    /** What is to be done. */
    public enum Operation {
        STORE,
        RETRIEVE,
        REMOVE
    }

    /** Throws what Jackson throws if it is none. */
    public static BrokerRequest read(byte[] json) {
        return JSON.readValue(json, BrokerRequest.class);
    }

    byte[] seal(Envelope envelope) throws GeneralSecurityException {
        return envelope.sealRequest(JSON.writeValueAsBytes(this));
    }

    /** Nothing of it is printed. */
    @Override
    public String toString() {
        return "a request to the vault";
    }
}
