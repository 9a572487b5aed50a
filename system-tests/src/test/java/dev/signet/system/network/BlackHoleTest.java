package dev.signet.system.network;

import static dev.signet.system.network.Bench.A_WHILE;
import static dev.signet.system.network.Bench.assertAnswers;
import static dev.signet.system.network.Bench.assertReset;
import static dev.signet.system.network.Bench.assertSilent;
import static dev.signet.system.network.Bench.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlackHoleTest {
    private final Bench bench = new Bench();

    @AfterEach
    void clear() throws Exception {
        bench.close();
    }

    @Test
    void blackHoleAnswersNothingAndItsVictimsAreCutWhenItEnds() throws Exception {
        var proxy = bench.proxyTo(bench.echo());
        var before = bench.connect(proxy);
        assertAnswers(before);
        var idle = bench.connect(proxy);
        assertAnswers(idle);

        proxy.inject(new Disturbance.BlackHole());
        var during = bench.connect(proxy);
        before.getOutputStream().write(bytes(1000));
        during.getOutputStream().write(bytes(1000));

        assertSilent(before);
        assertSilent(during);
        assertThat(proxy.traffic()).returns(2000L, Traffic::bytesSwallowed).returns(3, Traffic::open);

        proxy.heal();

        assertReset(before);
        assertReset(during);
        assertAnswers(idle);
        assertAnswers(bench.connect(proxy));
        assertThat(proxy.traffic().cut()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void blackHoleOfOneDirectionLetsTheOtherPass(Direction direction) throws Exception {
        var proxy = bench.proxyTo(bench.echo());
        var client = bench.connect(proxy);
        assertAnswers(client);
        var before = proxy.traffic();

        proxy.inject(new Disturbance.BlackHole(Set.of(direction)));
        client.getOutputStream().write(bytes(1000));

        await().until(() -> proxy.traffic().bytesSwallowed() == 1000);
        assertSilent(client);
        assertThat(proxy.traffic().bytesToTarget() - before.bytesToTarget())
                .isEqualTo(direction == Direction.TO_TARGET ? 0 : 1000);
        assertThat(proxy.traffic().bytesToClient()).isEqualTo(before.bytesToClient());
    }

    @Test
    void blackHoleSwallowsTheEndOfAConnectionToo() throws Exception {
        var ended = new CountDownLatch(1);
        var proxy = bench.proxyTo(bench.server(connection -> {
            connection.getOutputStream().write(1);
            try {
                connection.getInputStream().transferTo(OutputStream.nullOutputStream());
            } finally {
                ended.countDown();
            }
        }));
        var client = bench.connect(proxy);
        assertThat(client.getInputStream().read()).isEqualTo(1);

        proxy.inject(new Disturbance.BlackHole());
        client.close();

        await().during(A_WHILE)
                .until(() -> ended.getCount() == 1 && proxy.traffic().open() == 1);
        proxy.heal();
        ended.await();
        assertThat(proxy.traffic().open()).isZero();
    }

    @Test
    void targetDoesNotHearOfAConnectionMadeInABlackHole() throws Exception {
        var heard = new AtomicInteger();
        var proxy = bench.proxyTo(bench.server(_ -> heard.incrementAndGet()));
        proxy.inject(new Disturbance.BlackHole(Set.of(Direction.TO_TARGET)));

        assertSilent(bench.connect(proxy));
        assertThat(heard).hasValue(0);
    }

    @Test
    void blackHoleDoesNotTellThatTheTargetIsDown() throws Exception {
        var server = bench.echo();
        server.close();
        var proxy = bench.proxyTo(server);
        proxy.inject(new Disturbance.BlackHole(Set.of(Direction.TO_CLIENT)));

        var client = bench.connect(proxy);

        assertSilent(client);
        proxy.heal();
        assertReset(client);
    }
}
