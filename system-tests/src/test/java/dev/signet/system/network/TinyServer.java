package dev.signet.system.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Treats every connection alike, each in a thread of its own, and closes it afterwards. */
final class TinyServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Treatment treatment;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Thread acceptor = Thread.ofVirtual().unstarted(this::acceptAll);

    interface Treatment {
        void of(Socket connection) throws IOException;
    }

    private TinyServer(ServerSocket listener, Treatment treatment) {
        this.listener = listener;
        this.treatment = treatment;
    }

    static TinyServer start(Treatment treatment) {
        return startAt(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), treatment);
    }

    static TinyServer startAt(InetSocketAddress address, Treatment treatment) {
        try {
            var listener = new ServerSocket();
            listener.bind(address);
            var server = new TinyServer(listener, treatment);
            server.acceptor.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void acceptAll() {
        try (listener) {
            while (true) {
                var connection = listener.accept();
                open.add(connection);
                Thread.startVirtualThread(() -> treat(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void treat(Socket connection) {
        try (connection) {
            treatment.of(connection);
        } catch (IOException e) {
            // the test sees it at its own end
        } finally {
            open.remove(connection);
        }
    }

    @Override
    public void close() {
        Sockets.close(listener);
        Sockets.awaitEnd(acceptor);
        open.forEach(Sockets::reset);
    }
}
