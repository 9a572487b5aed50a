package dev.signet.console.upstream;

/** The services that have a public API. */
public enum Upstream {
    COLLECTION("collection-service"),
    KEYS("key-service"),
    AUDIT("audit-service"),
    VAULT("vault-service");

    private final String label;

    Upstream(String label) {
        this.label = label;
    }

    /** Whose a public path is. */
    static Upstream of(String path) {
        if (path.matches("/api/v1/(events|event-types|log)(/.*)?")
                || path.equals("/api/v1/exports/events.ndjson")
                || path.equals("/openapi/audit.json")) {
            return AUDIT;
        }
        if (path.startsWith("/api/v1/vault/")
                || path.matches("/api/v1/vault-(nodes|outbox|index-keys(/.*)?)")
                || path.equals("/openapi/vault.json")) {
            return VAULT;
        }
        return path.startsWith("/.well-known/")
                        || path.matches("/api/v1/(keys|keyring|leases)(/.*)?")
                        || path.equals("/openapi/keys.json")
                ? KEYS
                : COLLECTION;
    }

    @Override
    public String toString() {
        return label;
    }
}
