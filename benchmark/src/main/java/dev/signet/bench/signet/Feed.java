package dev.signet.bench.signet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.signet.bench.contest.Workload;
import dev.signet.contract.Algorithm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Random;
import java.util.stream.Stream;

/** Brings keys and records in over the public REST API. */
final class Feed implements AutoCloseable {
    private static final int MOST_KEYS_AT_ONCE = 1000;
    private static final int QUOTES = 2;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random(1);
    private final URI collection;
    private final URI keys;

    Feed(URI collection, URI keys) {
        this.collection = collection;
        this.keys = keys;
    }

    void keys(int count, Algorithm algorithm) throws IOException, InterruptedException {
        for (var left = count; left > 0; left -= MOST_KEYS_AT_ONCE) {
            var body = "{\"count\":%d,\"algorithm\":\"%s\"}".formatted(Math.min(left, MOST_KEYS_AT_ONCE), algorithm);
            send(keys.resolve("/api/v1/keys"), "application/json", BodyPublishers.ofString(body));
        }
    }

    /** Each record is a JSON text of the workload's size. */
    void records(Workload workload) throws IOException, InterruptedException {
        Iterable<byte[]> lines = () -> lines(workload);
        send(collection.resolve("/api/v1/records"), "application/x-ndjson", BodyPublishers.ofByteArrays(lines));
    }

    private Iterator<byte[]> lines(Workload workload) {
        return Stream.generate(() -> line(workload.payloadBytes() - QUOTES))
                .limit(workload.records())
                .iterator();
    }

    private byte[] line(int length) {
        var bytes = new byte[Math.ceilDiv(length, 2)];
        random.nextBytes(bytes);
        return ("\"" + HexFormat.of().formatHex(bytes).substring(0, length) + "\"\n").getBytes(US_ASCII);
    }

    private void send(URI uri, String type, HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", type)
                .POST(body)
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("%s was answered with %d: %s".formatted(uri, answer.statusCode(), answer.body()));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
