package dev.signet.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * A batch is due to be signed. Names the batch, never carries its records; may arrive more than once.
 * Published to {@link Broker#COMMANDS} under its keyring's {@linkplain #routingKey(KeyringName) routing key}.
 *
 * @param size how many records there are; ids have gaps, so it is not the width of the range
 * @param attempt how often the batch was handed out, this time included
 * @param keyring whose keys are to sign it; absent where it is the default one
 * @param order the dispatcher's word that the batch is to be signed; key-service wants it
 */
public record SigningTriggered(
        BatchId batchId,
        RunId runId,
        RecordId firstRecordId,
        RecordId lastRecordId,
        int size,
        int attempt,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<KeyringName> keyring,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Envelope> order) {
    public static final String TYPE = "SigningTriggered";
    public static final String ROUTING_KEY = "signing.triggered";

    public SigningTriggered {
        requireNonNull(batchId, "batchId");
        requireNonNull(runId, "runId");
        requireNonNull(firstRecordId, "firstRecordId");
        requireNonNull(lastRecordId, "lastRecordId");
        keyring = KeyringName.meant(keyring).named();
        requireNonNull(order, "order");
        if (size < 1 || attempt < 1) {
            throw new IllegalArgumentException("size and attempt must be positive: " + size + ", " + attempt);
        }
    }

    /** A batch of the default keyring that is due, before anybody has ordered it. */
    public SigningTriggered(
            BatchId batchId, RunId runId, RecordId firstRecordId, RecordId lastRecordId, int size, int attempt) {
        this(batchId, runId, firstRecordId, lastRecordId, size, attempt, Optional.empty(), Optional.empty());
    }

    /** Each keyring has its own: a queue that nobody empties holds up no other. */
    public static String routingKey(KeyringName keyring) {
        return keyring.named().map(name -> ROUTING_KEY + '.' + name).orElse(ROUTING_KEY);
    }

    /** Whose keys are to sign it. */
    public KeyringName keyringName() {
        return KeyringName.meant(keyring);
    }

    /** The same, to be signed by this keyring's keys. */
    public SigningTriggered withKeyring(KeyringName other) {
        return new SigningTriggered(batchId, runId, firstRecordId, lastRecordId, size, attempt, other.named(), order);
    }

    public SigningTriggered ordered(Envelope by) {
        return new SigningTriggered(
                batchId, runId, firstRecordId, lastRecordId, size, attempt, keyring, Optional.of(by));
    }

    /** What the order must say. */
    public Statement.Order toOrder() {
        return new Statement.Order(batchId, attempt, keyring);
    }
}
