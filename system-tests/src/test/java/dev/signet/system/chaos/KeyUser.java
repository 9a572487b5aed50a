package dev.signet.system.chaos;

import dev.signet.system.check.TestKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Brings a round's keys, whose private halves nobody may find anywhere afterwards. */
record KeyUser(URI keyService) {
    private static final JsonMapper JSON = JsonMapper.shared();

    void bring(List<TestKey> keys) throws IOException, InterruptedException {
        var files = keys.stream()
                .map(key -> Map.of("name", key.id() + ".pem", "pem", key.pem()))
                .toList();
        var request = HttpRequest.newBuilder(keyService.resolve("/api/v1/keys"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("import", files))))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the keys were not imported: " + answer.body());
            }
        }
    }
}
