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
    KEYS(KeyApplication.class),
    COLLECTION(CollectionApplication.class),
    AUDIT(AuditApplication.class),
    SIGNING(SigningApplication.class),
    DISPATCHER(DispatcherApplication.class),
    /** Takes no part in signing: only those start it who look at it. */
    VAULT(VaultApplication.class);

    private final Class<?> main;

    Service(Class<?> main) {
        this.main = main;
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
