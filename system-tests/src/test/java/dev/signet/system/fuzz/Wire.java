package dev.signet.system.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Optional;

/** Sends bytes to a server and reads what it answers until it closes the connection: no client library corrects anything. */
final class Wire {
    private static final int PATIENCE_MILLIS = 40_000;
    private static final int LONGEST_HEAD = 4_000;

    private final URI server;

    Wire(URI server) {
        this.server = server;
    }

    /** Empty when the server closed the connection without a word. Throws when it does not answer at all. */
    Optional<Answer> send(RawRequest request) throws IOException {
        return send(out -> out.write(request.with("Connection: close").bytes()));
    }

    Optional<Answer> send(Writing writing) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                writing.to(socket.getOutputStream());
                socket.getOutputStream().flush();
                socket.shutdownOutput(); // there is no more, whatever length was announced
            } catch (SocketException e) {
                // refused before it was read to its end: the answer may be there all the same
            }
            return Answer.parse(readAll(socket));
        }
    }

    private static byte[] readAll(Socket socket) throws IOException {
        var all = new ByteArrayOutputStream();
        var some = new byte[1 << 14];
        try {
            for (var n = 0;
                    n >= 0;
                    n = isEndless(all) ? -1 : socket.getInputStream().read(some)) {
                all.write(some, 0, n);
            }
        } catch (SocketException e) {
            // reset by a server that has not read everything: what came before counts
        }
        return all.toByteArray();
    }

    // Once it has begun, a stream of events has been answered.
    private static boolean isEndless(ByteArrayOutputStream answer) {
        var bytes = answer.toByteArray();
        var beginning = new String(bytes, 0, Math.min(bytes.length, LONGEST_HEAD), ISO_8859_1);
        var end = beginning.indexOf("\r\n\r\n");
        return end > 0
                && beginning.lastIndexOf("\r\nContent-Type: text/event-stream", end) > 0
                && bytes.length > end + 4;
    }

    /** Writes a request. */
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }
}
