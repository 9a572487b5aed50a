package dev.signet.system.network;

import static dev.signet.system.network.Bench.A_WHILE;
import static dev.signet.system.network.Bench.MEBIBYTE;
import static dev.signet.system.network.Bench.assertAnswers;
import static dev.signet.system.network.Bench.assertReset;
import static dev.signet.system.network.Bench.bytes;
import static dev.signet.system.network.Exchange.inBackground;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultProxyTest {
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final Bench bench = new Bench();

    @AfterEach
    void clear() throws Exception {
        bench.close();
    }

    static Stream<Disturbance> harmless() {
        return Stream.of(
                new Disturbance.Calm(),
                new Disturbance.CutOnce(),
                new Disturbance.Delay(Duration.ZERO, Duration.ofMillis(3)),
                new Disturbance.Slice(16, Duration.ZERO),
                new Disturbance.Slice(16 * 1024, Duration.ofMillis(1)),
                new Disturbance.DuplicateRequests(1, Duration.ZERO, Duration.ZERO));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void bytesArriveUnalteredBothWaysAtOnce(Disturbance disturbance) throws Exception {
        var exchange = new Exchange();
        var proxy = bench.proxyTo(bench.server(exchange::serve));
        proxy.inject(disturbance);

        exchange.runOver(bench.connect(proxy));

        exchange.assertUnaltered();
        assertThat(proxy.traffic())
                .returns((long) Exchange.REQUEST_BYTES, Traffic::bytesToTarget)
                .returns((long) Exchange.ANSWER_BYTES, Traffic::bytesToClient)
                .returns(0L, Traffic::cut);
    }

    @Test
    void bytesArriveUnalteredWhileOneDisturbanceFollowsTheOther() throws Exception {
        var disturbances = List.of(
                new Disturbance.Delay(FOR_EVER, FOR_EVER),
                new Disturbance.Slice(64, FOR_EVER),
                new Disturbance.Slice(4096, Duration.ofNanos(1)),
                new Disturbance.DuplicateRequests(1, Duration.ZERO, FOR_EVER));
        var exchange = new Exchange();
        var proxy = bench.proxyTo(bench.server(exchange::serve));

        var running = exchange.startOver(bench.connect(proxy));
        for (int i = 0; !running.isDone() && !Thread.currentThread().isInterrupted(); i++) {
            proxy.inject(disturbances.get(i % disturbances.size()));
        }
        proxy.heal(); // the server may still wait for the last bytes

        exchange.assertUnaltered();
    }

    @Test
    void endOfOneSideIsPassedOnWhileTheOtherStillSends() throws Exception {
        var proxy = bench.proxyTo(bench.server(connection -> {
            var all = connection.getInputStream().readAllBytes();
            connection.getOutputStream().write(all);
        }));
        var client = bench.connect(proxy);

        client.getOutputStream().write(bytes(100_000));
        client.shutdownOutput();

        assertThat(client.getInputStream().readAllBytes()).isEqualTo(bytes(100_000));
    }

    @Test
    void endOfTheServersSideIsPassedOnWhileTheClientStillSends() throws Exception {
        var received = new CompletableFuture<byte[]>();
        var proxy = bench.proxyTo(bench.server(connection -> {
            connection.shutdownOutput();
            received.complete(connection.getInputStream().readAllBytes());
        }));
        var client = bench.connect(proxy);

        assertThat(client.getInputStream().read()).isEqualTo(-1);
        client.getOutputStream().write(bytes(100_000));
        client.shutdownOutput();

        assertThat(received.get()).isEqualTo(bytes(100_000));
    }

    @Test
    void connectionIsForgottenOnceBothSidesHaveEnded() throws Exception {
        var proxy = bench.proxyTo(bench.echo());
        var client = bench.connect(proxy);
        assertAnswers(client);
        assertThat(proxy.traffic().open()).isEqualTo(1);

        client.shutdownOutput();

        await().untilAsserted(() -> assertThat(proxy.traffic().open()).isZero());
        assertThat(proxy.traffic().cut()).isZero();
    }

    @Test
    void resetOfOneSideIsPassedOn() throws Exception {
        var proxy = bench.proxyTo(bench.server(connection -> {
            connection.getInputStream().read();
            Sockets.reset(connection);
        }));
        var client = bench.connect(proxy);

        client.getOutputStream().write(1);

        assertReset(client);
        await().untilAsserted(() -> assertThat(proxy.traffic().open()).isZero());
    }

    @Test
    void senderIsHeldUpByAReceiverThatDoesNotRead() throws Exception {
        var all = 64L * MEBIBYTE;
        var reading = new CountDownLatch(1);
        var received = new CompletableFuture<Long>();
        var proxy = bench.proxyTo(bench.server(connection -> {
            await().until(() -> reading.getCount() == 0);
            received.complete(connection.getInputStream().transferTo(OutputStream.nullOutputStream()));
        }));
        var client = bench.connect(proxy);
        var sent = new AtomicLong();
        var sending = inBackground(() -> {
            for (var piece = bytes(64 * 1024); sent.get() < all; sent.addAndGet(piece.length)) {
                client.getOutputStream().write(piece);
            }
            client.shutdownOutput();
        });

        var seen = new AtomicLong(-1);
        await().during(A_WHILE).until(() -> seen.getAndSet(sent.get()) == sent.get());
        assertThat(sent).hasValueLessThan(all);

        reading.countDown();
        sending.join();
        assertThat(received.get()).isEqualTo(all);
    }

    @Test
    void clientOfATargetThatIsDownIsSentAwayAtOnceUntilItIsBack() throws Exception {
        var server = bench.echo();
        server.close();
        var proxy = bench.proxyTo(server);

        assertReset(bench.connect(proxy));

        bench.opened(TinyServer.startAt(
                server.address(), connection -> connection.getInputStream().transferTo(connection.getOutputStream())));
        assertAnswers(bench.connect(proxy));
    }

    @Test
    void closedProxyLeavesNothingOpen() throws Exception {
        var proxy = bench.proxyTo(bench.echo());
        var client = bench.connect(proxy);
        assertAnswers(client);

        proxy.close();

        assertReset(client);
        assertThat(proxy.traffic().open()).isZero();
        assertThatExceptionOfType(SocketException.class).isThrownBy(() -> bench.connect(proxy));
    }
}
