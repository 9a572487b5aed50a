package dev.signet.system;

import dev.signet.collection.CollectionApplication;
import dev.signet.dispatch.DispatcherApplication;
import dev.signet.key.KeyApplication;
import dev.signet.signing.SigningApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The four services, in the order in which they are started. */
public enum Service {
    KEYS,
    COLLECTION,
    SIGNING,
    DISPATCHER;

    SpringApplicationBuilder application() {
        return switch (this) {
            case KEYS -> KeyApplication.application();
            case COLLECTION -> CollectionApplication.application();
            case SIGNING -> SigningApplication.application();
            case DISPATCHER -> DispatcherApplication.application();
        };
    }
}
