package dev.signet.system;

import dev.signet.audit.AuditApplication;
import dev.signet.collection.CollectionApplication;
import dev.signet.dispatch.DispatcherApplication;
import dev.signet.key.KeyApplication;
import dev.signet.signing.SigningApplication;
import java.util.Locale;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The services, in the order in which they are started. */
public enum Service {
    KEYS(KeyApplication.class),
    COLLECTION(CollectionApplication.class),
    AUDIT(AuditApplication.class),
    SIGNING(SigningApplication.class),
    DISPATCHER(DispatcherApplication.class);

    private final Class<?> main;

    Service(Class<?> main) {
        this.main = main;
    }

    SpringApplicationBuilder application() {
        return switch (this) {
            case KEYS -> KeyApplication.application();
            case COLLECTION -> CollectionApplication.application();
            case AUDIT -> AuditApplication.application();
            case SIGNING -> SigningApplication.application();
            case DISPATCHER -> DispatcherApplication.application();
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
