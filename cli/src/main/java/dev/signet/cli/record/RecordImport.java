package dev.signet.cli.record;

import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.command.KeyringName;
import dev.signet.cli.progress.Figures;
import dev.signet.cli.server.Server;
import dev.signet.cli.server.ServerRefused;
import dev.signet.cli.server.ServerUnreachable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One import under one Idempotency-Key. Whatever ends it, the same key continues it: the server passes over the lines that it has, and refuses lines
 * that are not the same.
 *
 * @param again the command that continues it
 */
record RecordImport(Server collection, KeyringName keyring, String key, String again) {
    private static final String PATH = "api/v1/records";

    /** What came of it: how many lines were stored, how many there were already, and the records' ids. */
    JsonNode send(RecordSource source, TransferBar bar) throws InterruptedException {
        try {
            return collection.upload(
                    keyring.in(PATH), headers(), BodyPublishers.ofInputStream(() -> open(source, bar)));
        } catch (ServerUnreachable e) {
            throw new CommandFailed(
                    ExitCode.UNREACHABLE,
                    "the import broke off (%s); what has arrived is stored".formatted(e.getMessage()),
                    "%s were read; go on: %s".formatted(bar.progress(), again));
        } catch (ServerRefused refused) {
            throw refusal(refused);
        }
    }

    private Map<String, String> headers() {
        return Map.of("Content-Type", "application/x-ndjson", "Idempotency-Key", key);
    }

    private static InputStream open(RecordSource source, TransferBar bar) {
        try {
            return source.open(bar::sent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RuntimeException refusal(ServerRefused refused) {
        return switch (refused.slug()) {
            case "invalid-record" -> invalid(refused);
            case "idempotency-key-reused" ->
                new CommandFailed(
                        ExitCode.ERROR,
                        "other lines were imported under this Idempotency-Key before",
                        "bring the same lines, for the same keyring, or give them another --idempotency-key");
            case "import-under-way" ->
                new CommandFailed(
                        ExitCode.ERROR,
                        "another import under this Idempotency-Key is going on",
                        "once it has ended: " + again);
            default -> refused;
        };
    }

    // The lines before it stay as they are, so under the same key the corrected file goes on behind them.
    private CommandFailed invalid(ServerRefused refused) {
        var before = refused.property("stored").asLong(0)
                + refused.property("skipped").asLong(0);
        var sentence = refused.detail().split("\\. ", 2)[0];
        return new CommandFailed(
                ExitCode.ERROR,
                "%s; %s before it %s stored"
                        .formatted(
                                sentence.isEmpty()
                                        ? "line " + refused.property("line").asString("?") + " is refused"
                                        : lower(sentence),
                                Figures.count(before, "line"),
                                before == 1 ? "is" : "are"),
                "correct it, then: " + again);
    }

    private static String lower(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
