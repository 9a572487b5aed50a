package dev.signet.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AlertsTest {
    private static final Path DEPLOY = Path.of("../deploy/prometheus");
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

    @Test
    void everyAlertHasItsPlaceInTheRunbook() throws Exception {
        var alerts = Files.readString(DEPLOY.resolve("alerts.yml"));
        var runbook = Files.readString(Path.of("../docs/operations.md"));

        var named = Pattern.compile("alert: (\\w+)")
                .matcher(alerts)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(named).isNotEmpty().allSatisfy(alert -> {
            assertThat(runbook).contains("### " + alert + "\n");
            assertThat(alerts).contains("docs/operations.md#" + alert.toLowerCase(Locale.ROOT) + "\n");
        });
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
