package dev.signet.bench.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

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
            "source=/service-7&type=com.example.customer.billed", // both are frequent, and never met
            "outcome=success",
            "outcome=failure",
            "outcome=nothing",
            "outcome=failure&type=com.example.*",
            "data.customerId=123456",
            "data.customerId=-1",
            "data.currency=EUR",
            "data.channel=fax", // only long ago, and frequent then
            "data.customerId=123456&type=com.example.customer.billed",
            "to=2000-01-01T00:00:00Z");
    private static final List<String> WITHIN_A_TIME =
            List.of("", "type=com.example.customer.billed", "actor=user-77", "data.currency=EUR");
    private static final JsonMapper JSON = new JsonMapper();

    private final URI service;

    FirstPages(URI service) {
        this.service = service;
    }

    /** A line for each search: the first time, and the slowest and the middle of the others. */
    String measured() throws IOException, InterruptedException {
        var lines = new StringBuilder("first page, ms         first   median  slowest   found  search\n");
        try (var http = HttpClient.newHttpClient()) {
            for (var query : queries(http)) {
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

    private List<String> queries(HttpClient http) throws IOException, InterruptedException {
        var size = JSON.readTree(get(http, "log")).path("size").asLong();
        var time = "&from=%s&to=%s".formatted(received(http, size / 4), received(http, size / 2));
        return Stream.concat(QUERIES.stream(), WITHIN_A_TIME.stream().map(query -> query + time))
                .toList();
    }

    private String received(HttpClient http, long number) throws IOException, InterruptedException {
        return JSON.readTree(get(http, "events/" + number)).path("receivedtime").asString();
    }

    private int ask(HttpClient http, String query) throws IOException, InterruptedException {
        return get(http, "events?limit=50&" + query).split("\"logindex\"", -1).length - 1;
    }

    private String get(HttpClient http, String path) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(service.resolve("/api/v1/" + path)).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.body());
        }
        return answer.body();
    }
}
