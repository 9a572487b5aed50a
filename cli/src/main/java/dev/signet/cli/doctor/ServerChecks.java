package dev.signet.cli.doctor;

import dev.signet.cli.server.Probe;
import dev.signet.cli.server.Server;
import dev.signet.cli.server.ServerUnreachable;
import dev.signet.cli.version.ServerVersion;
import dev.signet.cli.version.Version;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Whether a server is there, ready, of this version, and lives at the same time. */
record ServerChecks(String name, String option, Server server, Clock clock) {
    private static final Duration TOLERANCE = Duration.ofSeconds(5);
    private static final Map<String, String> WHAT = Map.of(
            "db", "its database is away",
            "rabbit", "its broker is away",
            "kek", "it is sealed, or there are keys that its key-encryption key does not open");

    List<Finding> look() throws InterruptedException {
        try {
            var ready = server.probe("actuator/health/readiness");
            var findings = new ArrayList<Finding>();
            findings.add(readiness(ready));
            findings.add(clocks(ready));
            findings.add(version());
            return findings;
        } catch (ServerUnreachable e) {
            return List.of(Finding.fail(
                    name, String.valueOf(e.getMessage()), "start it, or say by %s where it is".formatted(option)));
        }
    }

    private Finding readiness(Probe ready) {
        var at = "at " + server.url().toString().replaceAll("/+$", "");
        return switch (ready.status()) {
            case 200 -> Finding.ok(name, at + " is ready");
            case 503 ->
                Finding.fail(
                        name,
                        at + " is not ready" + missing(ready.body()),
                        "wait a moment; if it stays so, its log says why");
            case 401, 403 -> Finding.fail(name, at + " asks for a token", "--token-file says where it is");
            default ->
                Finding.warn(
                        name,
                        "%s does not tell whether it is ready (status %d)".formatted(at, ready.status()),
                        "is that address Signet's? a proxy in front of it may hide its health");
        };
    }

    private static String missing(JsonNode health) {
        var missing = health.path("components").properties().stream()
                .filter(part -> !"UP".equals(part.getValue().path("status").asString("")))
                .map(part -> WHAT.getOrDefault(part.getKey(), part.getKey()))
                .toList();
        return missing.isEmpty() ? "" : ": " + String.join(" and ", missing);
    }

    private Finding clocks(Probe probe) {
        var check = name + " clock";
        if (probe.date().isEmpty()) {
            return Finding.warn(check, "the server does not tell its time", "a proxy in front of it may hide it");
        }
        var apart = Duration.between(probe.date().get(), clock.instant());
        return apart.abs().compareTo(TOLERANCE) <= 0
                ? Finding.ok(check, "agrees with this machine's")
                : Finding.warn(
                        check,
                        "is %d s %s this machine's"
                                .formatted(apart.abs().toSeconds(), apart.isNegative() ? "ahead of" : "behind"),
                        "nothing depends on it, but times in lists and logs do not agree; run NTP on both");
    }

    private Finding version() throws InterruptedException {
        var check = name + " version";
        var own = Version.own();
        return switch (ServerVersion.of(server)) {
            case ServerVersion.Unknown(var why) ->
                Finding.warn(check, why, "it may be older than this program (%s)".formatted(own));
            case ServerVersion.Known known when known.version().equals(own) -> Finding.ok(check, own.toString());
            case ServerVersion.Known known ->
                Finding.warn(
                        check,
                        "%s, while this program is %s".formatted(known.version(), own),
                        "use the same on both sides");
        };
    }
}
