package dev.signet.system.network;

import static dev.signet.system.network.Bench.assertAnswers;
import static dev.signet.system.network.Bench.assertSilent;
import static dev.signet.system.network.Bench.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowLinkTest {
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final Bench bench = new Bench();

    @AfterEach
    void clear() throws Exception {
        bench.close();
    }

    @Test
    void delayedBytesComeLateAndNoneBeforeItsTime() throws Exception {
        var proxy = bench.proxyTo(bench.echo());
        var client = bench.connect(proxy);
        assertAnswers(client);
        proxy.inject(new Disturbance.Delay(Duration.ofMillis(50), Duration.ofMillis(60)));

        var start = System.nanoTime();
        assertAnswers(client);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void whatIsDelayedGoesOnAtOnceWhenHealed() throws Exception {
        var proxy = bench.proxyTo(bench.echo());
        proxy.inject(new Disturbance.Delay(FOR_EVER, FOR_EVER));
        var client = bench.connect(proxy);
        client.getOutputStream().write(bytes(100_000));

        assertSilent(client);
        proxy.heal();

        assertThat(client.getInputStream().readNBytes(100_000)).isEqualTo(bytes(100_000));
    }

    @Test
    void slicesAreSmallAndOfDifferentSizesAndComeOneByOne() throws Exception {
        var proxy = bench.proxyTo(bench.echo());
        proxy.inject(new Disturbance.Slice(16, FOR_EVER));

        var sizes = new ArrayList<Long>();
        var clients = new ArrayList<Socket>();
        for (int i = 0; i < 10; i++) {
            var before = proxy.traffic().bytesToTarget();
            var client = bench.connect(proxy);
            client.getOutputStream().write(bytes(1000));
            await().until(() -> proxy.traffic().bytesToTarget() > before);
            sizes.add(proxy.traffic().bytesToTarget() - before);
            clients.add(client);
        }

        assertThat(sizes).allSatisfy(size -> assertThat(size).isBetween(1L, 16L));
        assertThat(Set.copyOf(sizes)).hasSizeGreaterThan(2);
        proxy.heal();
        for (var client : clients) {
            assertThat(client.getInputStream().readNBytes(1000)).isEqualTo(bytes(1000));
        }
    }
}
