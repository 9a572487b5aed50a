package dev.signet.bench.vault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same store without encryption and without a vault: payloads as records of collection-service, in segments as large, one request each. */
final class PlainRecords implements Store {
    private static final int SEGMENT = 512 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI collection;

    PlainRecords(URI collection) {
        this.collection = collection;
    }

    @Override
    public Object put(byte[] payload) throws IOException, InterruptedException {
        var ids = new ArrayList<String>();
        for (var from = 0; from < payload.length; from += SEGMENT) {
            var segment = Arrays.copyOfRange(payload, from, Math.min(payload.length, from + SEGMENT));
            var line = "{\"bytes\":\"%s\"}".formatted(Base64.getUrlEncoder().encodeToString(segment));
            var request = HttpRequest.newBuilder(collection.resolve("/api/v1/records"))
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofString(line));
            ids.add(ask(request).path("firstRecordId").asString());
        }
        return ids;
    }

    @Override
    public byte[] get(Object receipt) throws IOException, InterruptedException {
        var payload = new ByteArrayOutputStream();
        for (var id : (List<?>) receipt) {
            var record = ask(HttpRequest.newBuilder(collection.resolve("/api/v1/records/" + id)));
            var line = Base64.getUrlDecoder().decode(record.path("payload").asString());
            payload.write(Base64.getUrlDecoder()
                    .decode(JSON.readTree(line).path("bytes").asString()));
        }
        return payload.toByteArray();
    }

    private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("it answers " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
