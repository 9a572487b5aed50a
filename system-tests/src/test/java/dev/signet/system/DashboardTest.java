package dev.signet.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the dashboard asks, Prometheus understands. That there are such metrics is the business of {@link MetricsIT}. */
class DashboardTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path DASHBOARD = Path.of("../deploy/grafana/signet.json");
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

    @TempDir
    private Path directory;

    @Test
    void everyExpressionIsOne() throws Exception {
        assumeTrue(Files.isExecutable(PROMTOOL), "no promtool: install the Debian package prometheus");
        var expressions = JSON.readTree(Files.readString(DASHBOARD)).findValues("expr").stream()
                .map(JsonNode::asString)
                .map(expression -> expression.replace("$__rate_interval", "1m").replace("$keyring", ".*"))
                .toList();

        assertThat(expressions).hasSizeGreaterThan(20).noneMatch(expression -> expression.contains("$"));
        assertPassed("check", "rules", rules(expressions).toString());
    }

    @Test
    void everyPanelHasATitleAndAsksSomething() throws Exception {
        var panels = JSON.readTree(Files.readString(DASHBOARD))
                .path("panels")
                .valueStream()
                .toList();

        assertThat(panels).hasSizeGreaterThan(10).allSatisfy(panel -> {
            assertThat(panel.path("title").asString("")).isNotBlank();
            if (!panel.path("type").asString("").equals("row")) {
                assertThat(panel.path("targets").findValues("expr")).isNotEmpty();
            }
        });
    }

    @Test
    void configurationForComposeIsOne() throws Exception {
        assumeTrue(Files.isExecutable(PROMTOOL), "no promtool: install the Debian package prometheus");

        assertPassed("check", "config", "../deploy/prometheus/prometheus.yml");
    }

    // As rules, which is what promtool reads; JSON is YAML.
    private Path rules(List<String> expressions) throws Exception {
        var rules = new ArrayList<Map<String, String>>();
        for (var expression : expressions) {
            rules.add(Map.of("record", "panel:" + rules.size(), "expr", expression));
        }
        var file = Map.of("groups", List.of(Map.of("name", "dashboard", "rules", rules)));
        return Files.writeString(directory.resolve("rules.yml"), JSON.writeValueAsString(file));
    }

    private static void assertPassed(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(PROMTOOL.toString()));
        command.addAll(List.of(arguments));
        var promtool = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(promtool.getInputStream().readAllBytes(), UTF_8);

        assertThat(promtool.waitFor()).as(output).isZero();
    }
}
