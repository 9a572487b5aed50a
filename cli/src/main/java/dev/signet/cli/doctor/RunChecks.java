package dev.signet.cli.doctor;

import dev.signet.cli.output.Printable;
import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.Progress;
import dev.signet.cli.server.Json;
import dev.signet.cli.server.Server;
import dev.signet.cli.server.ServerRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Whether the run goes on, nothing lies aside, and every promise is kept, as collection-service says. */
record RunChecks(Server collection, String command) {
    private static final int NOT_FOUND = 404;
    private static final List<String> PROMISES =
            List.of("doubleSigned", "mixedKeyBatches", "concurrentKeyUse", "lruViolations");

    List<Finding> look() throws InterruptedException {
        var keyrings = keyrings();
        var findings = new ArrayList<Finding>();
        for (var keyring : keyrings) {
            var progress = progressOf(keyring);
            var of = keyrings.size() == 1
                    ? ""
                    : " of " + Printable.of(keyring.path("name").asString("?"));
            findings.add(run(progress, of));
            findings.add(quarantine(progress, of));
        }
        findings.add(parked(progressOf(keyrings.getFirst()))); // messages of all
        findings.add(promises(keyrings));
        return findings;
    }

    // One that knows of no keyrings has one.
    private List<JsonNode> keyrings() throws InterruptedException {
        try {
            return collection
                    .get("api/v1/keyrings", JsonNode.class)
                    .path("items")
                    .valueStream()
                    .toList();
        } catch (ServerRefused e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
            var progress = collection.get("api/v1/progress", JsonNode.class);
            return List.of(Json.MAPPER.createObjectNode().set("progress", progress));
        }
    }

    private static Progress progressOf(JsonNode keyring) {
        return Json.MAPPER.treeToValue(keyring.path("progress"), Progress.class);
    }

    private Finding run(Progress progress, String of) {
        var check = "run" + of;
        var run = "run " + progress.runId();
        return switch (progress.state()) {
            case IDLE -> Finding.ok(check, "there is none yet: no record has come in");
            case RUNNING -> Finding.ok(check, "%s goes on, %d%% are signed".formatted(run, progress.percent()));
            case STALLED ->
                Finding.fail(
                        check,
                        "%s is stalled".formatted(run),
                        progress.reason() == null ? "the services' logs say more" : progress.reason());
            case PAUSED ->
                Finding.warn(check, run + " is paused", "%s run resume %s".formatted(command, progress.runId()));
            case COMPLETED, COMPLETED_WITH_QUARANTINE ->
                Finding.ok(check, "%s has ended: %s".formatted(run, progress.state()));
        };
    }

    private Finding quarantine(Progress progress, String of) {
        var count = progress.records().quarantined();
        return count == 0
                ? Finding.ok("quarantine" + of, "empty")
                : Finding.warn(
                        "quarantine" + of,
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

    private static Finding promises(List<JsonNode> keyrings) {
        var broken = keyrings.stream()
                .map(keyring -> keyring.path("progress").path("invariants"))
                .flatMap(RunChecks::broken)
                .distinct() // those of the ledger are the same in each
                .collect(Collectors.joining(", "));
        return broken.isEmpty()
                ? Finding.ok("promises", "none is known to be broken")
                : Finding.fail(
                        "promises", broken, "stop the workers and keep the data: 'verify all' says what is wrong");
    }

    private static Stream<String> broken(JsonNode invariants) {
        return PROMISES.stream()
                .filter(promise -> invariants.path(promise).asLong(0) != 0)
                .map(promise ->
                        "%s = %s".formatted(promise, invariants.path(promise).asString("")));
    }
}
