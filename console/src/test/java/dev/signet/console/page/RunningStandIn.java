package dev.signet.console.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers as all services do of some keyrings, each with a run. */
final class RunningStandIn implements AutoCloseable {
    private static final int RECORDS = 20_000;

    private final HttpServer server;
    private final Map<String, Integer> signed = new LinkedHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    RunningStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on these are all. */
    synchronized void has(String... keyrings) {
        signed.clear();
        for (var keyring : keyrings) {
            signed.put(keyring, 0);
        }
    }

    synchronized void sign(String keyring, int records) {
        signed.computeIfPresent(keyring, (_, before) -> Math.min(RECORDS, before + records));
    }

    List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        asked.add(uri.toString());
        var keyring = keyringOf(uri.getQuery());
        var body = bodyOf(uri.getPath(), keyring).getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(knows(keyring) ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized boolean knows(String keyring) {
        return signed.containsKey(keyring);
    }

    private static String keyringOf(String query) {
        return query == null || !query.contains("keyring=")
                ? "default"
                : query.replaceFirst("^.*keyring=", "").replaceFirst("&.*$", "");
    }

    private String bodyOf(String path, String keyring) {
        if (!knows(keyring)) {
            return "{\"type\":\"/problems/not-found\",\"detail\":\"There is no keyring %s; SIGNET_KEYRINGS names them.\"}"
                    .formatted(keyring);
        }
        return switch (path) {
            case "/api/v1/progress" -> progress(keyring);
            case "/api/v1/keyrings" -> keyrings();
            case "/api/v1/promises" ->
                "{\"asOf\":\"2026-11-23T05:00:00Z\",\"batchesChecked\":12,\"signedTwice\":0,\"mixedKeyBatches\":0,\"wrongSizes\":0,\"unsigned\":0}";
            case "/api/v1/batches" -> batches(keyring);
            case "/api/v1/runs" -> runs();
            case "/api/v1/records" -> "{\"items\":[]}";
            case "/api/v1/keyring/keys" -> keys(keyring);
            case "/api/v1/keyring/summary" -> summary();
            default -> "{\"items\":[]}";
        };
    }

    private synchronized String keyrings() {
        return "{\"items\":[%s]}"
                .formatted(signed.keySet().stream()
                        .map(name ->
                                "{\"name\":\"%s\",\"batchSize\":100,\"progress\":%s}".formatted(name, progress(name)))
                        .collect(Collectors.joining(",")));
    }

    private synchronized int number(String keyring) {
        return List.copyOf(signed.keySet()).indexOf(keyring) + 1;
    }

    private synchronized String progress(String keyring) {
        var done = signed.getOrDefault(keyring, 0);
        var state = done == 0 ? "STALLED" : done == RECORDS ? "COMPLETED" : "RUNNING";
        var reason = done == 0 ? "\"Nothing was signed for 40 s: there is no key that may be used.\"" : "null";
        return """
                {"asOf":"%s","state":"%s","reason":%s,"runId":"%d","batchSize":100,"startedAt":"2026-11-23T05:00:00Z",
                 "elapsedSeconds":12.5,"records":{"total":%d,"signed":%d,"quarantined":%d,"unplanned":0},
                 "batches":{"total":200,"planned":%d,"dispatched":2,"deferred":0,"signed":%d,"quarantined":0,"superseded":0},
                 "keys":{"free":%d,"leased":%d,"disabled":0},"ratePerSecond":%d,"etaSeconds":9,"redispatched":0,"deferred":0,
                 "quarantinedRecords":[],"parked":1,"keyring":"%s",
                 "invariants":{"doubleSigned":0,"mixedKeyBatches":0,"concurrentKeyUse":0,"lruViolations":0}}""".formatted(
                        Instant.now(),
                        state,
                        reason,
                        number(keyring),
                        RECORDS,
                        done,
                        number(keyring),
                        (RECORDS - done) / 100,
                        done / 100,
                        done == 0 ? 0 : 6,
                        done == 0 ? 0 : 4,
                        done == 0 ? 0 : 1000 * number(keyring),
                        keyring);
    }

    private synchronized String batches(String keyring) {
        var first = 100L * number(keyring);
        return "{\"items\":[%s]}"
                .formatted(IntStream.range(0, 4)
                        .mapToObj(i -> """
                                {"id":"%d","runId":"%d","firstRecordId":"1","lastRecordId":"100","size":100,"state":"SIGNED","attempts":1,
                                 "failures":0,"expirations":0,"keyId":"%s","signedAt":"2026-11-23T05:00:00Z","keyring":"%s"}""".formatted(first + i, number(keyring), "k".repeat(43), keyring))
                        .collect(Collectors.joining(",")));
    }

    private synchronized String runs() {
        return "{\"items\":[%s]}"
                .formatted(signed.keySet().stream()
                        .map(name ->
                                "{\"id\":\"%d\",\"batchSize\":100,\"state\":\"RUNNING\",\"startedAt\":\"2026-11-23T05:00:00Z\",\"keyring\":\"%s\"}"
                                        .formatted(number(name), name))
                        .collect(Collectors.joining(",")));
    }

    private static String keys(String keyring) {
        return "{\"items\":[%s]}"
                .formatted(IntStream.range(0, 10)
                        .mapToObj(i ->
                                "{\"id\":\"%s%s\",\"algorithm\":\"Ed25519\",\"state\":\"%s\",\"lastUsedTick\":%d,\"useCount\":3,\"keyring\":\"%s\"}"
                                        .formatted(
                                                (char) ('a' + i),
                                                "k".repeat(42),
                                                i < 6 ? "FREE" : "LEASED",
                                                i,
                                                keyring))
                        .collect(Collectors.joining(",")));
    }

    private synchronized String summary() {
        return """
                {"free":18,"leased":12,"disabled":0,"tick":100,"stored":40,"fenced":0,"checkedThroughTick":100,"concurrentKeyUse":0,
                 "lruViolations":0,"keyrings":[%s]}""".formatted(signed.keySet().stream()
                .map(name -> "{\"keyring\":\"%s\",\"free\":%d,\"leased\":4,\"disabled\":0}"
                        .formatted(name, 5 + number(name)))
                .collect(Collectors.joining(",")));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
