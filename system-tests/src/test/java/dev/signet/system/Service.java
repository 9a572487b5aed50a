package dev.signet.system;

import dev.signet.audit.AuditApplication;
import dev.signet.collection.CollectionApplication;
import dev.signet.dispatch.DispatcherApplication;
import dev.signet.key.KeyApplication;
import dev.signet.signing.SigningApplication;
import dev.signet.vault.VaultApplication;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The services, in the order in which they are started. */
public enum Service {
    KEYS("key-service", KeyApplication.class),
    COLLECTION("collection-service", CollectionApplication.class),
    AUDIT("audit-service", AuditApplication.class),
    SIGNING("signing-service", SigningApplication.class),
    DISPATCHER("batch-dispatcher", DispatcherApplication.class),
    /** Takes no part in signing: only those start it who look at it. */
    VAULT("vault-service", VaultApplication.class);

    private final String identity;
    private final Class<?> main;

    Service(String identity, Class<?> main) {
        this.identity = identity;
        this.main = main;
    }

    /** By what the others know it: its token and its certificate have this name. */
    public String identity() {
        return identity;
    }

    /** Those that sign, and those that they tell of it. */
    static Set<Service> ofSigning() {
        return EnumSet.complementOf(EnumSet.of(VAULT));
    }

    SpringApplicationBuilder application() {
        return switch (this) {
            case KEYS -> KeyApplication.application();
            case COLLECTION -> CollectionApplication.application();
            case AUDIT -> AuditApplication.application();
            case SIGNING -> SigningApplication.application();
            case DISPATCHER -> DispatcherApplication.application();
            case VAULT -> VaultApplication.application();
        };
    }

    /** The class that starts it as a process. */
    public Class<?> main() {
        return main;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
