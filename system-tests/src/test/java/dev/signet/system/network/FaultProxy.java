package dev.signet.system.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * Stands between clients and a TCP server on this machine and disturbs what passes, as told. What is random depends on the
 * generator and on the order of connections only: each connection has dice of its own.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int BACKLOG = 512;
    private static final Duration RETRY = Duration.ofMillis(10);

    private final InetSocketAddress target;
    private final SplittableGenerator random;
    private final ServerSocket listener;
    private final Meter meter = new Meter();
    private final RequestCopies copies;
    private final Thread acceptor = Thread.ofVirtual().unstarted(this::acceptAll);
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile Spell spell = new Spell(new Disturbance.Calm());

    private FaultProxy(InetSocketAddress target, SplittableGenerator random, ServerSocket listener) {
        this.target = target;
        this.random = random;
        this.listener = listener;
        this.copies = new RequestCopies(target, meter);
    }

    /** Listens on a free port of the loopback interface, until it is closed, whether the target is up or not. */
    public static FaultProxy to(InetSocketAddress target, SplittableGenerator random) {
        try {
            var listener = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
            var proxy = new FaultProxy(target, random, listener);
            proxy.acceptor.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Replaces the disturbance before it. */
    public synchronized void inject(Disturbance disturbance) {
        var before = spell;
        spell = new Spell(disturbance);
        before.end();
        connections.stream()
                .filter(connection -> disturbance.cutsAtOnce() || connection.isDoomed())
                .forEach(Connection::cut);
        if (disturbance.cutsAtOnce()) {
            copies.cut();
        }
    }

    public void heal() {
        inject(new Disturbance.Calm());
    }

    public Traffic traffic() {
        return meter.read(connections.size(), copies.underWay());
    }

    @Override
    public void close() {
        Sockets.close(listener);
        inject(new Disturbance.Cut());
        Sockets.awaitEnd(acceptor); // the port is free no sooner
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                admit(listener.accept());
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    LockSupport.parkNanos(RETRY.toNanos()); // out of file descriptors for the moment
                }
            }
        }
    }

    private void admit(Socket client) {
        meter.connections.increment();
        var tap = new RequestTap(random.split(), copies);
        var connection = new Connection(client, () -> spell, random.split(), meter, tap, connections::remove);
        connections.add(connection);
        if (spell.disturbance() instanceof Disturbance.Cut) {
            connection.cut();
        } else {
            Thread.startVirtualThread(() -> connection.run(target));
        }
    }
}
