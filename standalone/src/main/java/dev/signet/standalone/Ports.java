package dev.signet.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;

/** Where the services listen, on 127.0.0.1. Chosen before any of them starts: they have to know each other's. */
record Ports(int console, int collection, int keys, int signing, int dispatcher, int audit, int vault) {
    /** The console, and with it every public API, on the given port; 0 for any free one. The others are always any free ones. */
    static Ports from(int console) {
        var free = free(7);
        return new Ports(console == 0 ? free[0] : console, free[1], free[2], free[3], free[4], free[5], free[6]);
    }

    // All are held open until the last is found, so that they differ.
    private static int[] free(int count) {
        var held = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port: " + e.getMessage(), e);
        } finally {
            held.forEach(Ports::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
