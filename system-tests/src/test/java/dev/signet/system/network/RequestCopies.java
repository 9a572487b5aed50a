package dev.signet.system.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Requests sent a second time, each over a connection of its own. */
final class RequestCopies {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int MAX_ANSWER_BYTES = 8 * 1024 * 1024;

    private final InetSocketAddress target;
    private final Meter meter;
    private final Set<Socket> underWay = ConcurrentHashMap.newKeySet();

    RequestCopies(InetSocketAddress target, Meter meter) {
        this.target = target;
        this.meter = meter;
    }

    /** Unless the disturbance ends first. */
    void send(byte[] request, Duration lateness, Spell spell) {
        var socket = new Socket();
        underWay.add(socket);
        Thread.startVirtualThread(() -> {
            try (socket) {
                if (spell.outlasts(lateness)) {
                    exchange(socket, request);
                }
            } catch (IOException e) {
                // the network may lose a copy; nobody waits for it
            } finally {
                underWay.remove(socket);
            }
        });
    }

    private void exchange(Socket socket, byte[] request) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(target, PATIENCE_MILLIS);
        meter.duplicated.increment();
        socket.getOutputStream().write(request);
        var answer = socket.getInputStream();
        var piece = new byte[8 * 1024];
        int size = answer.read(piece);
        socket.shutdownOutput(); // the server is answering: told that nothing follows, it closes after the answer
        var start = System.nanoTime();
        for (int total = 0; size >= 0 && total < MAX_ANSWER_BYTES && !isOver(start); size = answer.read(piece)) {
            total += size;
        }
    }

    /** An answer may also be a stream of events that never ends, nor ever gets long. */
    private static boolean isOver(long start) {
        return System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    }

    int underWay() {
        return underWay.size();
    }

    /** Those too that only wait for their time. */
    void cut() {
        underWay.forEach(Sockets::reset);
    }
}
