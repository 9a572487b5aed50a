package dev.signet.system.network;

import static dev.signet.system.network.Bench.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

/** Two parties that send to each other at the same time, each ends its side when it has sent all. */
final class Exchange {
    static final int REQUEST_BYTES = 1024 * 1024;
    static final int ANSWER_BYTES = 1024 * 1024 + 1;

    private final CompletableFuture<byte[]> request = new CompletableFuture<>();
    private final CompletableFuture<byte[]> answer = new CompletableFuture<>();

    void serve(Socket connection) throws IOException {
        swap(connection, bytes(ANSWER_BYTES), request);
    }

    void runOver(Socket connection) throws IOException {
        swap(connection, bytes(REQUEST_BYTES), answer);
    }

    CompletableFuture<Void> startOver(Socket connection) {
        return inBackground(() -> runOver(connection));
    }

    void assertUnaltered() {
        assertThat(request.join()).isEqualTo(bytes(REQUEST_BYTES));
        assertThat(answer.join()).isEqualTo(bytes(ANSWER_BYTES));
    }

    private static void swap(Socket connection, byte[] sent, CompletableFuture<byte[]> received) throws IOException {
        var sending = inBackground(() -> {
            connection.getOutputStream().write(sent);
            connection.shutdownOutput();
        });
        received.complete(connection.getInputStream().readAllBytes());
        sending.join();
    }

    static CompletableFuture<Void> inBackground(Action action) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        action.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                Thread::startVirtualThread);
    }

    interface Action {
        void run() throws IOException;
    }
}
