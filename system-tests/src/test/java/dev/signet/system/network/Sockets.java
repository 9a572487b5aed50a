package dev.signet.system.network;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;

/** Ways to be done with a socket; whoever closes has no use for an error. */
final class Sockets {
    private Sockets() {}

    /** Orderly: what was written still arrives. */
    static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed as far as we can close it
        }
    }

    /** Abortive: the peer sees a reset, and what is on its way is lost. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // closed already, or the peer was first
        }
        close(socket);
    }

    /** For a thread that ends by itself now, since what it works on was closed. */
    static void awaitEnd(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
