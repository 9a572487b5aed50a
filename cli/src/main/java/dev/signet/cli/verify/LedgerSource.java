package dev.signet.cli.verify;

import dev.signet.cli.progress.Progress;
import dev.signet.cli.server.Server;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The published data that a check reads, and nothing else. */
public interface LedgerSource {
    Progress progress() throws InterruptedException;

    /** @param cursor from the page before; null for the first */
    BatchPage batches(@Nullable String cursor) throws InterruptedException;

    /** NDJSON: what happened to the keys, tick by tick. */
    InputStream leases() throws InterruptedException;

    /** NDJSON: all signatures by record id. */
    InputStream signatures() throws InterruptedException;

    Jwks keys() throws InterruptedException;

    record BatchPage(List<Batch> items, @Nullable String next) {
        public BatchPage {
            items = items == null ? List.of() : List.copyOf(items);
        }
    }

    record Batch(String id, String runId, long size, String state) {}

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
            @Nullable String e) {}

    static LedgerSource of(Server collection, Server keys) {
        return new ServerLedger(collection, keys);
    }
}
