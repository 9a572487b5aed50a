package dev.signet.standalone;

import java.util.Arrays;
import java.util.Optional;

/** The services that have tables, and where. */
enum ServiceSchema {
    COLLECTION("collection-service", "collection"),
    KEYS("key-service", "keys"),
    AUDIT("audit-service", "audit"),
    VAULT("vault-service", "vault");

    private final String service;
    private final String schema;

    ServiceSchema(String service, String schema) {
        this.service = service;
        this.schema = schema;
    }

    static Optional<ServiceSchema> of(String service) {
        return Arrays.stream(values())
                .filter(each -> each.service.equals(service))
                .findFirst();
    }

    String service() {
        return service;
    }

    String schema() {
        return schema;
    }

    String migrations() {
        return "classpath:db/" + service;
    }

    /** The role that the service works as: it owns nothing. */
    String role() {
        return "signet_" + service.replace('-', '_');
    }
}
