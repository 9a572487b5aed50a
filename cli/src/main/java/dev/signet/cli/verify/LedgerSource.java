package dev.signet.cli.verify;

import static java.util.Objects.requireNonNull;

import dev.signet.cli.progress.Keyrings;
import dev.signet.cli.server.Server;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The published data that a check reads, and nothing else. */
public interface LedgerSource {
    long LARGEST_BATCH = 1_000_000_000;

    /** Each with its newest run. */
    Keyrings keyrings() throws InterruptedException;

    /** Shows all batches by id. */
    void batches(Consumer<Batch> reader) throws InterruptedException;

    /** NDJSON: what happened to the keys, tick by tick. */
    InputStream leases() throws InterruptedException;

    /** NDJSON: all signatures by record id. */
    InputStream signatures() throws InterruptedException;

    Jwks keys() throws InterruptedException;

    /** How much of what happened this is. */
    default Extent extent() {
        return Extent.EVERYTHING;
    }

    /**
     * @param parentId the batch that it was split off
     * @param keyring whose keys are to sign it; absent where there is but one
     * @param takenOff its records and signatures, or some of them, are not where this was read from: their range was taken off
     */
    record Batch(
            String id,
            String runId,
            @Nullable String parentId,
            @Nullable String keyring,
            long size,
            String state,
            boolean takenOff) {
        public Batch {
            requireNonNull(id, "id");
            requireNonNull(runId, "runId");
            requireNonNull(state, "state");
            keyring = keyring == null ? LedgerLine.DEFAULT_KEYRING : keyring;
            if (size < 0 || size > LARGEST_BATCH) { // what is counted must not be able to cancel out
                throw new IllegalArgumentException("a batch of %d records".formatted(size));
            }
        }
    }

    /** A JWK set (RFC 7517). */
    record Jwks(List<Jwk> keys) {
        public Jwks {
            keys = keys == null ? List.of() : List.copyOf(keys);
        }
    }

    record Jwk(
            String kid,
            String kty,
            @Nullable String crv,
            @Nullable String x,
            @Nullable String y,
            @Nullable String n,
            @Nullable String e,
            @Nullable String alg,
            @Nullable String pub) {}

    static LedgerSource of(Server collection, Server keys) {
        return new ServerLedger(collection, keys);
    }
}
