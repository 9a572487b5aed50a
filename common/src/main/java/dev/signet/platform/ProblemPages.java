package dev.signet.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where a problem's {@code type} leads: what it means, and what to do. */
@RestController
@ConditionalOnWebApplication
class ProblemPages {
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private static final Pattern HEADING = Pattern.compile("^## ", Pattern.MULTILINE);

    private final String all = text();
    private final Map<String, String> each = HEADING.splitAsStream(all)
            .skip(1)
            .collect(Collectors.toMap(section -> section.lines().findFirst().orElse(""), Function.identity()));

    @GetMapping("/problems")
    ResponseEntity<String> all() {
        return page(all);
    }

    @GetMapping("/problems/{slug}")
    ResponseEntity<String> one(@PathVariable String slug) {
        return page(Optional.ofNullable(each.get(slug))
                .orElseThrow(() -> new NotFound("There is no problem of this type; /problems has all there are.")));
    }

    private static ResponseEntity<String> page(String text) {
        return ResponseEntity.ok().contentType(TEXT).body(text);
    }

    private static String text() {
        try (var in = Objects.requireNonNull(ProblemPages.class.getResourceAsStream("problems.md"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
