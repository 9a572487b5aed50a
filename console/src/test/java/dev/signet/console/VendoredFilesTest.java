package dev.signet.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class VendoredFilesTest {
    private static final Path ROOT = Path.of("src/main/resources/console");

    @Test
    void whatIsNotOursIsAsItWasPublished() throws Exception {
        var expected = new HashMap<String, String>();
        for (var line : Files.readAllLines(ROOT.resolve("vendored.txt"))) {
            if (line.matches("[0-9a-f]{64}  .+")) {
                expected.put(line.substring(66), line.substring(0, 64));
            }
        }

        var actual = new HashMap<String, String>();
        try (var files = Files.list(ROOT.resolve("assets/vendor"))) {
            for (var file : files.toList()) {
                actual.put(ROOT.relativize(file).toString(), sha256(file));
            }
        }

        assertThat(actual).isEqualTo(expected).hasSize(3);
    }

    @Test
    void pagesHoldNoScriptAndNoStyleOfTheirOwn() throws IOException {
        try (var pages = Files.list(ROOT.resolve("templates"))) {
            for (var page : pages.toList()) {
                assertThat(Files.readString(page))
                        .as(page.toString())
                        .doesNotContainPattern(
                                "(?i)<style|\\sstyle=|\\son[a-z]+=|javascript:|<script>|https?://(?!www.(w3|thymeleaf).org)");
            }
        }
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
