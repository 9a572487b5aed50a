package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuaranteesPageTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern NAME = Pattern.compile(
            "`([A-Z][A-Za-z]+)(?:\\.([a-z][A-Za-z]+))?`|`([a-z]+[A-Z][A-Za-z]+)`|`([a-z]+(?:_[a-z]+){2,})`");

    @ParameterizedTest
    @ValueSource(strings = {"docs/guarantees.md", "docs/security.md"})
    void everyClassMethodAndConstraintThatThePageNamesExists(String file) throws IOException {
        var page = Files.readString(ROOT.resolve(file));
        var words = wordsOfTheSources();

        var missing = names(page).stream().filter(name -> !words.contains(name)).toList();

        assertThat(missing).as("names in %s that are nowhere in the code", file).isEmpty();
    }

    @Test
    void everyPromiseOfTheSecurityPageNamesATestThatHoldsIt() throws IOException {
        var page = Files.readString(ROOT.resolve("docs/security.md"));
        var promises = page.substring(0, page.indexOf("## Who may call what"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| what |"))
                .toList();

        assertThat(promises)
                .hasSizeGreaterThan(25)
                .allSatisfy(promise -> assertThat(promise)
                        .as("its last column")
                        .containsPattern("\\| `[A-Z][A-Za-z]+(?:Test|IT)\\b[^|]*\\|$"));
    }

    private static Set<String> names(String page) {
        return NAME.matcher(page).results().flatMap(GuaranteesPageTest::parts).collect(Collectors.toSet());
    }

    private static Stream<String> parts(MatchResult found) {
        return IntStream.rangeClosed(1, found.groupCount())
                .mapToObj(found::group)
                .filter(Objects::nonNull);
    }

    private static Set<String> wordsOfTheSources() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().matches(".*/src/.*\\.(java|sql)"))
                    .flatMap(file -> WORD.matcher(read(file)).results().map(MatchResult::group))
                    .collect(Collectors.toSet());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
