package dev.signet.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a request for a lease; the same request gets the same lease. */
public record RequestId(@JsonValue UUID value) {
    public RequestId {
        requireNonNull(value, "value");
    }

    /** A new one that nobody can guess. */
    public static RequestId random() {
        return new RequestId(UUID.randomUUID());
    }

    @JsonCreator
    public static RequestId of(String uuid) {
        return new RequestId(UUID.fromString(uuid));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
