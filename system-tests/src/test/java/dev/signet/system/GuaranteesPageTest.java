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

class GuaranteesPageTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern NAME = Pattern.compile(
            "`([A-Z][A-Za-z]+)(?:\\.([a-z][A-Za-z]+))?`|`([a-z]+[A-Z][A-Za-z]+)`|`([a-z]+(?:_[a-z]+){2,})`");

    @Test
    void everyClassMethodAndConstraintThatThePageNamesExists() throws IOException {
        var page = Files.readString(ROOT.resolve("docs/guarantees.md"));
        var words = wordsOfTheSources();

        var missing = names(page).stream().filter(name -> !words.contains(name)).toList();

        assertThat(missing)
                .as("names in docs/guarantees.md that are nowhere in the code")
                .isEmpty();
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
