package dev.signet.cli.doctor;

import dev.signet.cli.output.Printable;
import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.Progress;
import dev.signet.cli.server.Json;
import dev.signet.cli.server.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Whether the run goes on, nothing lies aside, and every promise is kept, as collection-service says. */
record RunChecks(Server collection, String command) {
    private static final List<String> PROMISES =
            List.of("doubleSigned", "mixedKeyBatches", "concurrentKeyUse", "lruViolations");

    List<Finding> look() throws InterruptedException {
        var answer = collection.get("api/v1/progress", JsonNode.class);
        var progress = Json.MAPPER.treeToValue(answer, Progress.class);
        var findings = new ArrayList<Finding>();
        findings.add(run(progress));
        findings.add(quarantine(progress));
        findings.add(parked(progress));
        findings.add(promises(answer.path("invariants")));
        return findings;
    }

    private Finding run(Progress progress) {
        var run = "run " + progress.runId();
        return switch (progress.state()) {
            case IDLE -> Finding.ok("run", "there is none yet: no record has come in");
            case RUNNING -> Finding.ok("run", "%s goes on, %d%% are signed".formatted(run, progress.percent()));
            case STALLED ->
                Finding.fail(
                        "run",
                        "%s is stalled".formatted(run),
                        progress.reason() == null ? "the services' logs say more" : progress.reason());
            case PAUSED ->
                Finding.warn("run", run + " is paused", "%s run resume %s".formatted(command, progress.runId()));
            case COMPLETED, COMPLETED_WITH_QUARANTINE ->
                Finding.ok("run", "%s has ended: %s".formatted(run, progress.state()));
        };
    }

    private Finding quarantine(Progress progress) {
        var count = progress.records().quarantined();
        return count == 0
                ? Finding.ok("quarantine", "empty")
                : Finding.warn(
                        "quarantine",
                        "%s could not be signed: %s"
                                .formatted(
                                        Figures.count(count, "record"),
                                        progress.quarantinedRecords().stream()
                                                .limit(5)
                                                .collect(Collectors.joining(", "))),
                        "%s batch list --state QUARANTINED says why".formatted(command));
    }

    private Finding parked(Progress progress) throws InterruptedException {
        if (progress.parked() == 0) {
            return Finding.ok("parked messages", "none");
        }
        var first = collection
                .get("api/v1/parked-messages?limit=1", JsonNode.class)
                .path("items")
                .path(0);
        return Finding.warn(
                "parked messages",
                "%s could not be processed; the first, of %s: %s"
                        .formatted(
                                Figures.count(progress.parked(), "message"),
                                Printable.of(first.path("queue").asString("?")),
                                Printable.of(first.path("reason").asString("?"))),
                "correct its cause, then replay them on the console's page Parked; GET /api/v1/parked-messages lists all");
    }

    private static Finding promises(JsonNode invariants) {
        var broken = PROMISES.stream()
                .filter(promise -> invariants.path(promise).asLong(0) != 0)
                .map(promise ->
                        "%s = %s".formatted(promise, invariants.path(promise).asString("")))
                .collect(Collectors.joining(", "));
        return broken.isEmpty()
                ? Finding.ok("promises", "none is known to be broken")
                : Finding.fail(
                        "promises", broken, "stop the workers and keep the data: 'verify all' says what is wrong");
    }
}
