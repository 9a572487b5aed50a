package dev.signet.bench.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;

/** How long a first page takes, for every way of searching. */
final class FirstPages {
    private static final int TIMES = 20;
    private static final List<String> QUERIES = List.of(
            "",
            "type=com.example.customer.billed",
            "type=com.example.*",
            "type=nothing.*",
            "source=/service-7",
            "subject=customer-123456",
            "actor=user-77",
            "actor=nobody",
            "actor=user-77&type=dev.signet.*",
            "data.customerId=123456",
            "data.customerId=-1",
            "data.currency=EUR",
            "data.customerId=123456&type=com.example.customer.billed",
            "to=2000-01-01T00:00:00Z");

    private final URI service;

    FirstPages(URI service) {
        this.service = service;
    }

    /** A line for each search: the first time, and the slowest and the middle of the others. */
    String measured() throws IOException, InterruptedException {
        var lines = new StringBuilder("first page, ms         first   median  slowest   found  search\n");
        try (var http = HttpClient.newHttpClient()) {
            for (var query : QUERIES) {
                var millis = new double[TIMES];
                var found = 0;
                for (var i = 0; i < TIMES; i++) {
                    var began = System.nanoTime();
                    found = ask(http, query);
                    millis[i] = (System.nanoTime() - began) / 1e6;
                }
                var first = millis[0];
                Arrays.sort(millis);
                lines.append("                    %8.1f %8.1f %8.1f %7d  %s%n"
                        .formatted(first, millis[TIMES / 2], millis[TIMES - 1], found, query));
            }
        }
        return lines.toString();
    }

    private int ask(HttpClient http, String query) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(service.resolve("/api/v1/events?limit=50&" + query))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(query + ": " + answer.body());
        }
        return answer.body().split("\"logindex\"", -1).length - 1;
    }
}
