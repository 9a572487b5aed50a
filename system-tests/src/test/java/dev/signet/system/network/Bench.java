package dev.signet.system.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Clients, proxies and servers of one test, closed with it; and what a client can find out about its connection. */
final class Bench implements AutoCloseable {
    static final int MEBIBYTE = 1024 * 1024;
    static final Duration A_WHILE = Duration.ofMillis(300);
    private static final int PATIENCE_MILLIS = 10_000;
    private static final long SEED = 7;

    private final List<AutoCloseable> opened = new ArrayList<>();

    <T extends AutoCloseable> T opened(T resource) {
        opened.add(resource);
        return resource;
    }

    TinyServer server(TinyServer.Treatment treatment) {
        return opened(TinyServer.start(treatment));
    }

    /** Sends back what it gets, until the client has ended its side. */
    TinyServer echo() {
        return server(connection -> connection.getInputStream().transferTo(connection.getOutputStream()));
    }

    FaultProxy proxyTo(TinyServer server) {
        return proxyTo(server, SEED);
    }

    FaultProxy proxyTo(TinyServer server, long seed) {
        return opened(FaultProxy.to(server.address(), new SplittableRandom(seed)));
    }

    Socket connect(FaultProxy proxy) throws IOException {
        var client = opened(new Socket(InetAddress.getLoopbackAddress(), proxy.port()));
        client.setSoTimeout(PATIENCE_MILLIS);
        return client;
    }

    static void assertAnswers(Socket client) throws IOException {
        client.getOutputStream().write(bytes(100));
        assertThat(client.getInputStream().readNBytes(100)).isEqualTo(bytes(100));
    }

    static void assertReset(Socket client) {
        assertThatExceptionOfType(SocketException.class)
                .isThrownBy(() -> client.getInputStream().read())
                .withMessageContaining("reset");
    }

    static void assertSilent(Socket client) throws IOException {
        client.setSoTimeout((int) A_WHILE.toMillis());
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> client.getInputStream().read());
        client.setSoTimeout(PATIENCE_MILLIS);
    }

    /** Always the same ones for the same size. */
    static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() throws Exception {
        for (var resource : opened.reversed()) {
            resource.close();
        }
    }
}
