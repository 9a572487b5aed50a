package dev.signet.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashTest {
    @Test
    void itIsTimeAtTheFirstPassUnlessAnotherIsNamed() {
        var crash = Crash.parse("WORKER_STORED");

        assertThat(crash.isNow(CrashPoint.WORKER_COMPLETED)).isFalse();
        assertThat(crash.isNow(CrashPoint.WORKER_STORED)).isTrue();
        assertThat(crash.isNow(CrashPoint.WORKER_STORED)).isFalse();
    }

    @Test
    void itIsTimeAtTheNamedPassOnly() {
        var crash = Crash.parse("KEYS_GRANTED:10");

        var passes = IntStream.rangeClosed(1, 20).filter(_ -> crash.isNow(CrashPoint.KEYS_GRANTED));

        assertThat(passes).containsExactly(10);
    }

    @Test
    void whereAFileIsToSayItIsTimeOnlyAfterItHasAndPassesAreCountedFromThen(@TempDir Path dir) throws IOException {
        var file = dir.resolve("crash-at");
        var crash = Crash.parse("@" + file);
        assertThat(crash.isNow(CrashPoint.KEYS_GRANTED)).isFalse();

        Files.writeString(file, "KEYS_GRANTED:2");

        assertThat(crash.isNow(CrashPoint.KEYS_GRANTED)).isFalse();
        assertThat(crash.isNow(CrashPoint.KEYS_CLOSED)).isFalse();
        assertThat(crash.isNow(CrashPoint.KEYS_GRANTED)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "worker.stored",
                "WORKER_STORED:",
                "WORKER_STORED:0",
                "WORKER_STORED:-1",
                "WORKER_STORED:x"
            })
    void whatIsNoPointIsRefusedWithOneSentence(String chosen) {
        assertThatThrownBy(() -> Crash.parse(chosen))
                .hasMessage(
                        "signet.crash-at must name a crash point, as in WORKER_STORED or WORKER_STORED:10, and not be '%s'"
                                .formatted(chosen));
    }

    @Test
    void nothingHappensAtAPointThatNobodyHasChosen() {
        CrashPoint.WORKER_STORED.reach();
        CrashPoint.aroundCommit(CrashPoint.KEYS_BEFORE_GRANT, CrashPoint.KEYS_GRANTED);
        CrashPoint.requireKnown();
    }
}
