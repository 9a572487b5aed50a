package dev.signet.system.network;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator.SplittableGenerator;

/** A client's connection and its counterpart at the target. Ends when both directions have ended, or one breaks, or it is cut. */
final class Connection {
    private static final int CONNECT_MILLIS = 5_000;

    private final Socket client;
    private final Socket target = new Socket();
    private final Supplier<Spell> weather;
    private final Meter meter;
    private final Consumer<Connection> whenEnded;
    private final Pump toTarget;
    private final Pump toClient;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean doomed;

    Connection(
            Socket client,
            Supplier<Spell> weather,
            SplittableGenerator random,
            Meter meter,
            Tap requests,
            Consumer<Connection> whenEnded) {
        this.client = client;
        this.weather = weather;
        this.meter = meter;
        this.whenEnded = whenEnded;
        toTarget = new Pump(this, Direction.TO_TARGET, weather, random.split(), meter, requests);
        toClient = new Pump(this, Direction.TO_CLIENT, weather, random.split(), meter, (_, _, _, _) -> {});
    }

    /** Returns when nothing flows any more. */
    void run(InetSocketAddress address) {
        var spell = weather.get();
        if (spell.disturbance().swallows(Direction.TO_TARGET)) {
            doom(spell); // the request for a connection is lost as well: the target hears nothing
            toTarget.run(client, target);
        } else if (connect(address)) {
            runBothWays();
        }
        if (!doomed) {
            close();
        }
    }

    private void runBothWays() {
        var back = Thread.startVirtualThread(() -> toClient.run(target, client));
        toTarget.run(client, target);
        Sockets.awaitEnd(back);
    }

    private boolean connect(InetSocketAddress address) {
        try {
            client.setTcpNoDelay(true);
            target.setTcpNoDelay(true);
            target.connect(address, CONNECT_MILLIS);
            if (isConnectedToItself()) {
                throw new ConnectException("nobody listens at " + address);
            }
            return true;
        } catch (IOException e) {
            broken(Direction.TO_CLIENT);
            return false;
        }
    }

    /** Happens by chance when nobody listens and the system picks the target's port for this end: it would keep the target from its port. */
    private boolean isConnectedToItself() {
        return target.getLocalSocketAddress().equals(target.getRemoteSocketAddress());
    }

    /** Marks it as having lost something in this black hole: it is cut when that ends. */
    void doom(Spell hole) {
        doomed = true;
        if (weather.get() != hole) {
            cut(); // it ended before it could see the mark
        }
    }

    /** Who sends in this direction is gone, or who receives. The other side is told, unless that is swallowed too. */
    void broken(Direction direction) {
        var spell = weather.get();
        if (spell.disturbance().swallows(direction)) {
            doom(spell);
        } else {
            reset();
        }
    }

    boolean isDoomed() {
        return doomed;
    }

    void cut() {
        if (isFirstToEndIt()) {
            meter.cut.increment();
            end(Sockets::reset);
        }
    }

    private void reset() {
        if (isFirstToEndIt()) {
            end(Sockets::reset);
        }
    }

    private void close() {
        if (isFirstToEndIt()) {
            end(Sockets::close);
        }
    }

    private boolean isFirstToEndIt() {
        return ended.compareAndSet(false, true);
    }

    private void end(Consumer<Socket> way) {
        whenEnded.accept(this); // first, so that nobody sees the end of what still counts as open
        way.accept(client);
        way.accept(target);
    }
}
