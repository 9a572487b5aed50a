package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AlertsTest {
    @Test
    void everyAlertHasItsPlaceInTheRunbook() throws Exception {
        var alerts = Files.readString(Path.of("../deploy/prometheus/alerts.yml"));
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
}
