package dev.signet.system.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands each connection on to one of several servers of this machine, in turns, past those that refuse it. Knows nothing of what passes. */
public final class Balancer implements AutoCloseable {
    private static final int BACKLOG = 512;

    private final List<InetSocketAddress> targets;
    private final ServerSocket listener;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Balancer(List<InetSocketAddress> targets, ServerSocket listener) {
        this.targets = List.copyOf(targets);
        this.listener = listener;
    }

    /** Listens on a free port of the loopback interface until it is closed. */
    public static Balancer of(List<InetSocketAddress> targets) {
        try {
            var balancer = new Balancer(targets, new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1")));
            Thread.startVirtualThread(balancer::acceptAll);
            return balancer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                open.add(client);
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException _) {
                // closed, or out of file descriptors for the moment
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var first = turn.getAndIncrement();
            for (var i = 0; i < targets.size(); i++) {
                try (var server = connect(Math.floorMod(first + i, targets.size()))) {
                    open.add(server);
                    var back = Thread.startVirtualThread(() -> pump(server, client));
                    pump(client, server);
                    back.join();
                    open.remove(server);
                    return;
                } catch (IOException _) {
                    // the next one
                }
            }
        } catch (IOException _) {
            // it is closed
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private Socket connect(int target) throws IOException {
        var address = targets.get(target);
        return new Socket(address.getAddress(), address.getPort());
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            Sockets.close(from);
            Sockets.close(to);
        }
    }

    @Override
    public void close() {
        Sockets.close(listener);
        open.forEach(Sockets::close);
    }
}
