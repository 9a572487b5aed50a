package dev.signet.bench.signet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.LongStream;

/** How long people wait for the first page of each list of records, keys and what is done with them, and for the progress. */
final class Pages {
    private static final int TRIES = 9;

    private final List<URI> pages;

    Pages(URI collection, URI keys) {
        this.pages = List.of(
                collection.resolve("/api/v1/progress"),
                collection.resolve("/api/v1/promises"),
                collection.resolve("/api/v1/runs"),
                collection.resolve("/api/v1/batches"),
                collection.resolve("/api/v1/batches?state=SIGNED"),
                collection.resolve("/api/v1/records"),
                collection.resolve("/api/v1/records?status=SIGNED"),
                collection.resolve("/api/v1/intake"),
                collection.resolve("/api/v1/parked-messages"),
                keys.resolve("/api/v1/keys"),
                keys.resolve("/api/v1/keyring/keys"),
                keys.resolve("/api/v1/keyring/leases"),
                keys.resolve("/api/v1/keyring/summary"));
    }

    /** The slowest page's median, in milliseconds. */
    double slowestMillis() throws IOException, InterruptedException {
        var slowest = 0.0;
        try (var http = HttpClient.newHttpClient()) {
            for (var page : pages) {
                slowest = Math.max(slowest, median(http, page));
            }
        }
        return slowest;
    }

    private static double median(HttpClient http, URI page) throws IOException, InterruptedException {
        var nanos = new long[TRIES];
        for (var i = 0; i < TRIES; i++) {
            var start = System.nanoTime();
            var answer = http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding());
            nanos[i] = System.nanoTime() - start;
            if (answer.statusCode() != 200) {
                throw new IOException("%s was answered with %d".formatted(page, answer.statusCode()));
            }
        }
        return LongStream.of(nanos).sorted().skip(TRIES / 2).findFirst().orElseThrow() / 1e6;
    }
}
