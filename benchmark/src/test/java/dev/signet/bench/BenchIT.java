package dev.signet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.bench.contest.Contender;
import dev.signet.testing.RabbitNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** The command as people give it, with little to do: that everybody still can take part. What it measures is nothing to go by. */
class BenchIT {
    private static final List<String> PARTS = List.of(
            "collection-service",
            "key-service",
            "signing-service",
            "batch-dispatcher",
            "audit-service",
            "PostgreSQL",
            "RabbitMQ");

    @TempDir
    private Path directory;

    @Test
    void everyContestantSignsAllAndWhatItTookIsWritten() throws Exception {
        assumeTrue(RabbitNode.isInstalled(), "no RabbitMQ: install the Debian package rabbitmq-server");
        var json = directory.resolve("runs.json");
        var markdown = directory.resolve("tables.md");

        var command = new CommandLine(new Bench())
                .execute(
                        "--records=3000",
                        "--keys=5",
                        "--batch-sizes=100",
                        "--repeat=1",
                        "--java-opts=-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
                        "--json=" + json,
                        "--markdown=" + markdown,
                        "--chart=" + directory.resolve("chart.svg"));

        assertThat(command).isZero();
        var runs = JsonMapper.builder().build().readTree(json.toFile());
        assertThat(runs.size()).isEqualTo(1);
        for (var contender : Contender.values()) {
            assertThat(runs.get(0)
                            .path("runs")
                            .path(contender.name())
                            .get(0)
                            .path("seconds")
                            .asDouble())
                    .as(contender.name())
                    .isPositive();
            assertThat(markdown).content().contains("| " + contender.title() + " |");
        }
        assertThat(Files.readString(directory.resolve("chart.svg"))).startsWith("<svg");
        var parts = runs.get(0)
                .path("runs")
                .path(Contender.SIGNET_PROCESSES.name())
                .get(0)
                .path("secondsOfParts");
        for (var part : PARTS) {
            assertThat(parts.path(part).asDouble(0)).as(part).isPositive();
        }
    }
}
