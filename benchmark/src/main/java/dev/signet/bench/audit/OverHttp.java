package dev.signet.bench.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Brings events to audit-service, one or many with a call. */
final class OverHttp implements Load.Client {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI events;

    OverHttp(URI service) {
        this.events = service.resolve("/api/v1/events");
    }

    @Override
    public void bring(String[] brought) throws IOException, InterruptedException {
        var alone = brought.length == 1;
        var request = HttpRequest.newBuilder(events)
                .header("Content-Type", alone ? "application/cloudevents+json" : "application/cloudevents-batch+json")
                .POST(BodyPublishers.ofString(alone ? brought[0] : "[" + String.join(",", brought) + "]"))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("audit-service answered %d: %s".formatted(answer.statusCode(), answer.body()));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
