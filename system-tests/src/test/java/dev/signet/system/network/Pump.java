package dev.signet.system.network;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One direction of a connection. It reads no further before it is rid of what it has read, so a slow reader slows the writer. */
final class Pump {
    private static final int PIECE_BYTES = 32 * 1024;

    private final Connection connection;
    private final Direction direction;
    private final Supplier<Spell> weather;
    private final RandomGenerator random;
    private final Meter meter;
    private final Tap tap;
    private @Nullable Spell cutting;
    private int bytesUntilCut;

    Pump(
            Connection connection,
            Direction direction,
            Supplier<Spell> weather,
            RandomGenerator random,
            Meter meter,
            Tap tap) {
        this.connection = connection;
        this.direction = direction;
        this.weather = weather;
        this.random = random;
        this.meter = meter;
        this.tap = tap;
    }

    /** Until the sender has ended its side, or the connection breaks. */
    void run(Socket source, Socket sink) {
        try {
            var piece = new byte[PIECE_BYTES];
            for (int size = read(source, piece); size >= 0; size = read(source, piece)) {
                for (int done = 0; done < size; ) {
                    done += pass(piece, done, size, sink);
                }
            }
            end(sink);
        } catch (IOException e) {
            connection.broken(direction);
        }
    }

    private static int read(Socket source, byte[] piece) throws IOException {
        return source.getInputStream().read(piece);
    }

    /** How many bytes are dealt with; none if the disturbance ended while they waited, so that the next one has its turn. */
    private int pass(byte[] piece, int from, int to, Socket sink) throws IOException {
        var spell = weather.get();
        return switch (spell.disturbance()) {
            case Disturbance.Calm _, Disturbance.CutOnce _, Disturbance.DuplicateRequests _ ->
                forward(piece, from, to, sink, spell);
            case Disturbance.Delay delay ->
                spell.outlasts(delay.any(random)) ? forward(piece, from, to, sink, spell) : 0;
            case Disturbance.Slice slice -> {
                var size = forward(piece, from, from + Math.min(to - from, slice.anySize(random)), sink, spell);
                spell.outlasts(slice.pause());
                yield size;
            }
            case Disturbance.BlackHole hole ->
                hole.swallows(direction) ? swallow(to - from, spell) : forward(piece, from, to, sink, spell);
            case Disturbance.CutMidStream cut -> forwardUntilCut(piece, from, to, sink, cut, spell);
            case Disturbance.Cut _ -> {
                connection.cut();
                yield to - from;
            }
        };
    }

    private int forward(byte[] piece, int from, int to, Socket sink, Spell spell) throws IOException {
        meter.forwarded(direction).add(to - from); // first, so that nobody has received what is not counted
        sink.getOutputStream().write(piece, from, to - from);
        tap.forwarded(piece, from, to, spell);
        return to - from;
    }

    private int swallow(int bytes, Spell spell) {
        meter.swallowed.add(bytes);
        connection.doom(spell);
        return bytes;
    }

    private int forwardUntilCut(byte[] piece, int from, int to, Socket sink, Disturbance.CutMidStream cut, Spell spell)
            throws IOException {
        if (cutting != spell) {
            cutting = spell;
            bytesUntilCut = cut.anyLength(random);
        }
        var size = forward(piece, from, from + Math.min(to - from, bytesUntilCut), sink, spell);
        bytesUntilCut -= size;
        if (bytesUntilCut == 0) {
            connection.cut();
        }
        return size;
    }

    private void end(Socket sink) throws IOException {
        var spell = weather.get();
        if (spell.disturbance().swallows(direction)) {
            connection.doom(spell);
        } else {
            sink.shutdownOutput();
        }
    }
}
