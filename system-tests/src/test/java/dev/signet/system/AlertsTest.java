package dev.signet.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class AlertsTest {
    private static final Path DEPLOY = Path.of("../deploy/prometheus");
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

    @Test
    void everyAlertHasItsPlaceInTheRunbook() throws Exception {
        var alerts = Files.readString(DEPLOY.resolve("alerts.yml"));
        var runbook = Files.readString(Path.of("../docs/operations.md"));

        assertThat(found("alert: (\\w+)", alerts)).isNotEmpty().allSatisfy(alert -> {
            assertThat(runbook).contains("### " + alert + "\n");
            assertThat(alerts).contains("docs/operations.md#" + alert.toLowerCase(Locale.ROOT) + "\n");
        });
    }

    @Test
    void everyAlertIsAmongThoseThatCanSaySomething() throws Exception {
        var alerts = found("alert: (\\w+)", Files.readString(DEPLOY.resolve("alerts.yml")));
        var expected = found(
                "labels: '\\{alertname=\"(\\w+)\"}', value: 1", Files.readString(DEPLOY.resolve("alerts-test.yml")));

        assertThat(expected).containsAll(alerts);
    }

    /** The second would be taken without a word, so that whoever changes the first changes nothing. */
    @Test
    void noSeriesIsGivenTwice() throws Exception {
        var tests = Files.readString(DEPLOY.resolve("alerts-test.yml")).split("input_series:", -1);

        assertThat(tests)
                .allSatisfy(
                        test -> assertThat(found("\\{ series: '([^']+)'", test)).doesNotHaveDuplicates());
    }

    /** What docker-compose.yml asks whether it is ready. */
    @Test
    void everyServiceOfComposeIsScraped() throws Exception {
        var compose = Files.readString(Path.of("../docker-compose.yml"));
        var prometheus = Files.readString(DEPLOY.resolve("prometheus.yml"));
        Map<String, Map<String, Object>> file = new Yaml().load(compose);
        var services = new TreeSet<String>();
        file.getOrDefault("services", Map.of())
                .forEach((name, service) -> found("127\\.0\\.0\\.1/(\\d+) .*/actuator/health/", service.toString())
                        .forEach(port -> services.add(name + ":" + port)));

        var scraped = found("\"([a-z-]+:\\d+)\"", prometheus);
        Pattern.compile("names: \\[([a-z-]+)], type: A, port: (\\d+)")
                .matcher(prometheus)
                .results()
                .forEach(one -> scraped.add(one.group(1) + ":" + one.group(2)));
        assertThat(services).hasSize(7);
        assertThat(scraped).containsExactlyInAnyOrderElementsOf(services);
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(one -> one.group(1))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Test
    void nothingIsSaidAtRestAndEveryRuleCanSaySomething() throws Exception {
        assumeTrue(Files.isExecutable(PROMTOOL), "no promtool: install the Debian package prometheus");

        var promtool = new ProcessBuilder(PROMTOOL.toString(), "test", "rules", "alerts-test.yml")
                .directory(DEPLOY.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(promtool.getInputStream().readAllBytes(), UTF_8);

        assertThat(promtool.waitFor()).as(output).isZero();
    }
}
