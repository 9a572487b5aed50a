package dev.signet.cli.progress;

import dev.signet.cli.server.Server;

/** Where progress is read from. */
@FunctionalInterface
public interface ProgressSource {
    /** The newest sample; throws what {@link Server} throws when there is none to be had. */
    Progress read() throws InterruptedException;

    static ProgressSource of(Server collection) {
        return () -> collection.get("api/v1/progress", Progress.class);
    }
}
