package dev.signet.system;

import dev.signet.system.check.Violation;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;

/** Somebody who uses the vault of a bench, one call after another, in a thread of its own: who dies meanwhile is asked again when it is back. */
final class CrashKeeper implements AutoCloseable {
    private final VaultUser user;
    private Thread thread = Thread.ofVirtual().unstarted(() -> {});

    CrashKeeper(URI vault) {
        user = new VaultUser(vault, new SplittableRandom());
    }

    /** Unless a call waits for its answer. */
    void use() {
        if (isAnswered()) {
            thread = Thread.startVirtualThread(() -> {
                try {
                    user.use();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    boolean isAnswered() {
        return !thread.isAlive();
    }

    List<Violation> violations() {
        return user.violations();
    }

    @Override
    public void close() {
        thread.interrupt();
        user.close();
    }
}
