package dev.signet.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a lease: the right to use one key for one batch, until it is closed. */
public record LeaseId(@JsonValue UUID value) {
    public LeaseId {
        requireNonNull(value, "value");
    }

    /** A new one that nobody can guess. */
    public static LeaseId random() {
        return new LeaseId(UUID.randomUUID());
    }

    @JsonCreator
    public static LeaseId of(String uuid) {
        return new LeaseId(UUID.fromString(uuid));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
