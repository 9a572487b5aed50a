package dev.signet.system;

import dev.signet.contract.Bytes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Those who call a system's REST APIs. What they were not answered they send again under the same key, so they know how much of everything there must be,
 * whoever has died meanwhile.
 */
final class CrashCallers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String BAD = "bad".repeat(700);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI collection;
    private final URI keys;
    private final Map<String, HttpRequest> unanswered = new LinkedHashMap<>();
    private final Set<String> outOfUse = new HashSet<>();
    private final Set<String> heldUp = new HashSet<>();
    private int records;
    private int keysAdded;

    CrashCallers(URI collection, URI keys) {
        this.collection = collection;
        this.keys = keys;
    }

    /** Whether a record is one of those that some cannot stand. */
    static boolean isBad(Bytes payload) {
        return payload.length() >= BAD.length();
    }

    /** @param bad so many of them are longer than some can stand */
    void importRecords(int count, int bad) {
        if (repeatUnanswered()) {
            var body = new StringBuilder();
            for (var i = 0; i < count; i++) {
                body.append("{\"record\":%d,\"text\":\"%s\"}\n".formatted(records + i, i < bad ? BAD : "good"));
            }
            records += count;
            post(collection.resolve("/api/v1/records"), "application/x-ndjson", body.toString());
        }
    }

    void addKey() {
        if (repeatUnanswered()) {
            keysAdded++;
            post(keys.resolve("/api/v1/keys"), "application/json", "{\"count\":1}");
        }
    }

    void takeOutOfUseAndPutBack(String key) {
        outOfUse.add(key);
        isAnswered(change(keys.resolve("/api/v1/keys/"), key, "disable"));
        repeatUnanswered();
    }

    /** Not sent again: who does so later finds what is left. */
    void sealKeysAnew() {
        isAnswered(request(keys.resolve("/api/v1/keyring/kek/rotate"))
                .POST(BodyPublishers.noBody())
                .build());
    }

    void pauseAndResume(String run) {
        heldUp.add(run);
        isAnswered(change(collection.resolve("/api/v1/runs/"), run, "pause"));
        repeatUnanswered();
    }

    /** Not sent again: it would be one more. */
    void maskWithANewVersion() {
        isAnswered(request(collection.resolve("/api/v1/intake-keys"))
                .POST(BodyPublishers.noBody())
                .build());
    }

    /** Not sent again: whoever looks sees whether it is gone. */
    void dropMask(String version) {
        isAnswered(request(collection.resolve("/api/v1/intake-keys/" + version))
                .DELETE()
                .build());
    }

    /** Returns whether all has been answered now. */
    boolean repeatUnanswered() {
        unanswered.values().removeIf(this::isAnswered);
        outOfUse.removeIf(key -> isAnswered(change(keys.resolve("/api/v1/keys/"), key, "enable")));
        heldUp.removeIf(run -> isAnswered(change(collection.resolve("/api/v1/runs/"), run, "resume")));
        return unanswered.isEmpty() && outOfUse.isEmpty() && heldUp.isEmpty();
    }

    private static HttpRequest change(URI all, String id, String verb) {
        return request(all.resolve("%s/%s".formatted(id, verb)))
                .POST(BodyPublishers.noBody())
                .build();
    }

    private void post(URI uri, String type, String body) {
        var key = UUID.randomUUID().toString();
        var request = request(uri)
                .header("Content-Type", type)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build();
        if (!isAnswered(request)) {
            unanswered.put(key, request);
        }
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(PATIENCE);
    }

    private boolean isAnswered(HttpRequest request) {
        try {
            var status = http.send(request, BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How many records they have brought. */
    int records() {
        return records;
    }

    /** How many keys they have had made. */
    int keysAdded() {
        return keysAdded;
    }

    @Override
    public void close() {
        http.close();
    }
}
