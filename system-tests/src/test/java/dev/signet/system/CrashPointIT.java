package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import dev.signet.embedded.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Halts the real process of each service at each point of the protocol; then starts the service again, lets the system come to rest, and proves that
 * every rule was kept and nothing was lost. At the first pass, or at those that {@code -Dsignet.crash-passes=1,10} names; at all points, or at those that
 * {@code -Dsignet.crash-points=KEYS_} matches.
 *
 * <p>The points of a service share a system, which is given up after a failure: each failure names its point.
 */
@TestInstance(PER_CLASS)
class CrashPointIT {
    private @Nullable CrashBench bench;

    static Stream<CrashCase> cases() {
        return CrashCase.askedFor();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void nothingIsLostAndNoRuleBrokenWhenAServiceDiesAt(CrashCase point) throws Exception {
        var used = benchOf(point.service());
        try {
            used.crash(point);
            used.recover();
            used.assertProved();
        } catch (Exception | AssertionError e) {
            giveUpBench();
            throw e;
        }
    }

    @Test
    void serviceThatIsToDieAtNoPointOfTheProtocolDoesNotStart(@TempDir Path dir) {
        var launch = new Launch(Service.DISPATCHER, FreePort.any(), Map.of(), dir.resolve("log"));

        try (var process = launch.with("-Dsignet.crash-at=NOWHERE").start()) {
            assertThat(process.awaitExit(Duration.ofMinutes(1))).isEqualTo(2);
        }

        assertThat(launch.log())
                .content()
                .contains("signet: cannot start: signet.crash-at must name a crash point")
                .doesNotContain("\tat ");
    }

    private CrashBench benchOf(Service victim) throws Exception {
        if (bench != null && bench.victim() != victim) {
            giveUpBench();
        }
        if (bench == null) {
            bench = new CrashBench(victim);
        }
        return bench;
    }

    @AfterAll
    void giveUpBench() throws Exception {
        if (bench != null) {
            bench.close();
            bench = null;
        }
    }
}
