package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every type of problem that the code names is explained, and nothing else. */
class ProblemPagesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern NAMED = Pattern.compile(
            "(?:problem|Problems\\.write)\\(\\s*(?:[a-z]+,\\s*)?HttpStatus\\.[A-Z_]+,\\s*\"([a-z-]+)\"|(?:UNAUTHORIZED|FORBIDDEN) -> \"([a-z-]+)\"");
    private static final Pattern EXPLAINED = Pattern.compile("^## ([a-z-]+)$", Pattern.MULTILINE);

    /** What the container, or Spring, answers with of itself, by the name of its status. */
    private static final List<String> BY_STATUS = List.of(
            "content-too-large",
            "error",
            "http-version-not-supported",
            "internal-server-error",
            "method-not-allowed",
            "not-acceptable",
            "not-implemented",
            "request-header-fields-too-large",
            "request-timeout",
            "service-unavailable",
            "unprocessable-content",
            "unsupported-media-type",
            "uri-too-long");

    @Test
    void everyTypeHasItsParagraph() throws IOException {
        var page = Files.readString(ROOT.resolve("common/src/main/resources/dev/signet/platform/problems.md"));
        var explained =
                EXPLAINED.matcher(page).results().map(found -> found.group(1)).toList();

        var named = new TreeSet<>(BY_STATUS);
        NAMED.matcher(sources())
                .results()
                .forEach(found -> named.add(found.group(1) == null ? found.group(2) : found.group(1)));

        assertThat(named).hasSizeGreaterThan(25);
        assertThat(explained).isSorted().containsExactlyElementsOf(named);
    }

    private static String sources() throws IOException {
        var all = new StringBuilder();
        try (var files = Files.walk(ROOT)) {
            for (var file : files.filter(file -> file.toString().matches(".*/src/main/.*\\.java"))
                    .toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
