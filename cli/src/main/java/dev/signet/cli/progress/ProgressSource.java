package dev.signet.cli.progress;

import dev.signet.cli.server.Server;

/** Where progress is read from. */
@FunctionalInterface
public interface ProgressSource {
    String PATH = "api/v1/progress";

    /** The newest sample; throws what {@link Server} throws when there is none to be had. */
    Progress read() throws InterruptedException;

    /** Of all keyrings: over only when each of them is. */
    static ProgressSource of(Server collection) {
        return () -> Keyrings.read(collection).whole();
    }

    /** @param path of the progress of one keyring */
    static ProgressSource of(Server collection, String path) {
        return () -> collection.get(path, Progress.class);
    }
}
