package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.platform.CrashPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every point is a place in the code, and every one has a scenario. */
class CrashPointsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern USE = Pattern.compile("CrashPoint\\.([A-Z_]+)");

    @Test
    void everyPointStandsInTheCodeOfTheServices() throws IOException {
        try (var files = Files.walk(ROOT)) {
            var used = files.filter(file -> file.toString().matches(".*/src/main/java/.*/(?!Crash)[^/]*\\.java"))
                    .flatMap(CrashPointsTest::uses)
                    .distinct();

            assertThat(used)
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(CrashPoint.values()).map(Enum::name).toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPointHasAScenario(CrashPoint point) {
        assertThat(CrashScenarios.of(point)).isNotNull();
        assertThat(CrashCase.at(point, 1)).isNotEmpty();
    }

    private static Stream<String> uses(Path file) {
        try {
            return USE.matcher(Files.readString(file)).results().map(found -> found.group(1)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
