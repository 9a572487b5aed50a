package dev.signet.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of 127.0.0.1 that nobody listened on a moment ago. It lies below those that a system gives to outgoing connections: one of them might
 * take it for itself while whoever listens there is being restarted.
 */
public final class FreePort {
    private static final int LOWEST = 10_000;
    private static final int OUTGOING = 32_768;
    private static final int TRIES = 1_000;

    public static int any() {
        return ThreadLocalRandom.current()
                .ints(TRIES, LOWEST, OUTGOING)
                .filter(FreePort::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no port from %d to %d is free on 127.0.0.1".formatted(LOWEST, OUTGOING - 1)));
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private FreePort() {}
}
