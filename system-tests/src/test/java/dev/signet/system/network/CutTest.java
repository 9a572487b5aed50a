package dev.signet.system.network;

import static dev.signet.system.network.Bench.MEBIBYTE;
import static dev.signet.system.network.Bench.assertAnswers;
import static dev.signet.system.network.Bench.assertReset;
import static dev.signet.system.network.Bench.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CutTest {
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final Bench bench = new Bench();

    @AfterEach
    void clear() throws Exception {
        bench.close();
    }

    @Test
    void cutResetsWhatIsOpenAndWhatComesUntilItIsHealed() throws Exception {
        var proxy = bench.proxyTo(bench.echo());
        var before = bench.connect(proxy);
        assertAnswers(before);

        proxy.inject(new Disturbance.Cut());

        assertReset(before);
        assertReset(bench.connect(proxy));
        assertThat(proxy.traffic()).returns(2L, Traffic::cut).returns(2L, Traffic::connections);

        proxy.heal();

        assertAnswers(bench.connect(proxy));
        assertThat(proxy.traffic().open()).isEqualTo(1);
    }

    @Test
    void serverSeesTheCutToo() throws Exception {
        var end = new CompletableFuture<Integer>();
        var proxy = bench.proxyTo(bench.server(connection -> {
            try {
                connection.getOutputStream().write(1);
                end.complete(connection.getInputStream().read());
            } catch (IOException e) {
                end.completeExceptionally(e);
            }
        }));
        var client = bench.connect(proxy);
        assertThat(client.getInputStream().read()).isEqualTo(1);

        proxy.inject(new Disturbance.Cut());

        assertThat(end)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(SocketException.class);
    }

    @Test
    void cutDoesNotWaitForWhatIsDelayed() throws Exception {
        var proxy = bench.proxyTo(bench.echo());
        proxy.inject(new Disturbance.Delay(FOR_EVER, FOR_EVER));
        var client = bench.connect(proxy);
        client.getOutputStream().write(1);

        proxy.inject(new Disturbance.Cut());

        assertReset(client);
        assertThat(proxy.traffic().bytesToTarget()).isZero();
    }

    @Test
    void connectionsAfterASingleCutAreLeftAlone() throws Exception {
        var proxy = bench.proxyTo(bench.echo());
        var before = bench.connect(proxy);
        assertAnswers(before);

        proxy.inject(new Disturbance.CutOnce());

        assertReset(before);
        assertAnswers(bench.connect(proxy));
    }

    @Test
    void connectionIsCutInTheMiddleOfAStream() throws Exception {
        var proxy = bench.proxyTo(
                bench.server(connection -> connection.getInputStream().transferTo(OutputStream.nullOutputStream())));
        proxy.inject(new Disturbance.CutMidStream(MEBIBYTE));

        assertThat(bytesUntilCut(proxy)).isBetween(1L, (long) MEBIBYTE);

        proxy.heal();
        var client = bench.connect(proxy);
        client.getOutputStream().write(bytes(2 * MEBIBYTE));
        client.shutdownOutput();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void sameSeedCutsAfterTheSameNumberOfBytes() throws Exception {
        var server =
                bench.server(connection -> connection.getInputStream().transferTo(OutputStream.nullOutputStream()));

        var first = fiveCuts(bench.proxyTo(server, 1));

        assertThat(fiveCuts(bench.proxyTo(server, 1))).isEqualTo(first).doesNotHaveDuplicates();
        assertThat(fiveCuts(bench.proxyTo(server, 2))).isNotEqualTo(first);
    }

    private List<Long> fiveCuts(FaultProxy proxy) throws Exception {
        proxy.inject(new Disturbance.CutMidStream(MEBIBYTE));
        var cuts = new ArrayList<Long>();
        for (int i = 0; i < 5; i++) {
            cuts.add(bytesUntilCut(proxy));
        }
        return cuts;
    }

    private long bytesUntilCut(FaultProxy proxy) throws IOException {
        var before = proxy.traffic();
        try (var client = bench.connect(proxy)) {
            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> {
                client.getOutputStream().write(bytes(2 * MEBIBYTE));
                client.getInputStream().read();
            });
        }
        await().until(() -> proxy.traffic().cut() == before.cut() + 1);
        return proxy.traffic().bytesToTarget() - before.bytesToTarget();
    }
}
