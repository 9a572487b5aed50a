package dev.signet.system.fuzz;

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
        try {
            socket.getInputStream().transferTo(all);
        } catch (SocketException e) {
            // reset by a server that has not read everything: what came before counts
        }
        return all.toByteArray();
    }

    /** Writes a request. */
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }
}
