package dev.signet.system.network;

import static dev.signet.system.network.Bench.MEBIBYTE;
import static dev.signet.system.network.Bench.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.system.network.Recorder.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DuplicateRequestsTest {
    private static final List<Integer> SIZES = List.of(0, 1, 100, 5_000, 100_000, MEBIBYTE, 7);
    private static final Duration FOR_EVER = Duration.ofHours(1);
    private static final Disturbance ALL = new Disturbance.DuplicateRequests(1, Duration.ZERO, Duration.ofMillis(20));

    private final Bench bench = new Bench();
    private final Recorder server = bench.opened(new Recorder());
    private final FaultProxy proxy = proxy(1);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void clear() throws Exception {
        client.shutdownNow(); // close would wait for an answer that does not end
        bench.close();
    }

    static Stream<Named<Function<byte[], BodyPublisher>>> publishers() {
        return Stream.of(
                Named.of("fixed length", BodyPublishers::ofByteArray),
                Named.of("chunked", body -> BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
    }

    @ParameterizedTest
    @MethodSource("publishers")
    void everyRequestArrivesTwiceAndTheClientNoticesNothing(Function<byte[], BodyPublisher> publisher)
            throws Exception {
        proxy.inject(ALL);

        for (int size : SIZES) {
            assertThat(send(proxy, "/" + size, publisher.apply(bytes(size)))).isEqualTo(bytes(size));
        }

        await().untilAsserted(() -> assertThat(server.requests()).hasSize(2 * SIZES.size()));
        assertThat(server.requests())
                .containsExactlyInAnyOrderElementsOf(SIZES.stream()
                        .map(size -> new Request("POST", "/" + size, Recorder.hash(bytes(size))))
                        .flatMap(request -> Stream.of(request, request))
                        .toList());
        assertThat(server.framings()).hasSize(1);
        await().until(() -> proxy.traffic().copiesUnderWay() == 0);
        assertThat(proxy.traffic()).returns(1L, Traffic::connections).returns((long) SIZES.size(), Traffic::duplicated);
    }

    @Test
    void requestWithoutABodyArrivesTwiceToo() throws Exception {
        proxy.inject(ALL);

        get("/a?b=c");

        await().untilAsserted(() -> assertThat(server.paths()).containsExactly("/a?b=c", "/a?b=c"));
    }

    @Test
    void requestsBeforeAndAfterOnTheSameConnectionArriveOnce() throws Exception {
        get("/before");
        proxy.inject(ALL);
        get("/during");
        await().until(() -> proxy.traffic().duplicated() == 1 && proxy.traffic().copiesUnderWay() == 0);
        proxy.heal();
        get("/after");

        assertThat(server.paths()).containsExactlyInAnyOrder("/before", "/during", "/during", "/after");
        assertThat(proxy.traffic().connections()).isEqualTo(1);
    }

    @Test
    void requestThatBeganBeforeArrivesOnceAndTheNextOneIsFound() throws Exception {
        var connection = bench.connect(proxy);
        var start = "POST /before HTTP/1.1\r\nHost: x\r\nContent-Length: 22\r\n\r\n";
        connection.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
        await().until(() -> proxy.traffic().bytesToTarget() == start.length());

        proxy.inject(ALL);
        var body = "GET /fake HTTP/1.1\r\n\r\n";
        var next = "GET /next HTTP/1.1\r\nHost: x\r\n\r\n";
        connection.getOutputStream().write((body + next).getBytes(StandardCharsets.US_ASCII));

        await().until(() -> proxy.traffic().duplicated() > 0 && proxy.traffic().copiesUnderWay() == 0);
        await().until(() -> server.paths().size() >= 3);
        assertThat(server.paths()).containsExactlyInAnyOrder("/before", "/next", "/next");
    }

    @Test
    void copiesThatStillWaitAreDroppedWhenHealed() throws Exception {
        proxy.inject(new Disturbance.DuplicateRequests(1, FOR_EVER, FOR_EVER));
        get("/late");
        get("/later");
        await().until(() -> proxy.traffic().copiesUnderWay() == 2);

        proxy.heal();

        await().until(() -> proxy.traffic().copiesUnderWay() == 0);
        assertThat(proxy.traffic().duplicated()).isZero();
        assertThat(server.paths()).containsExactly("/late", "/later");
    }

    @Test
    void copyComesLate() throws Exception {
        proxy.inject(new Disturbance.DuplicateRequests(1, Duration.ofMillis(200), Duration.ofMillis(210)));

        var start = System.nanoTime();
        get("/");
        await().until(() -> server.paths().size() == 2);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void veryLongRequestsAreNotCopied() throws Exception {
        proxy.inject(ALL);

        send(proxy, "/long", BodyPublishers.ofByteArray(bytes(2 * MEBIBYTE)));
        send(proxy, "/short", BodyPublishers.ofByteArray(bytes(2 * MEBIBYTE - 10_000)));

        await().until(() -> proxy.traffic().duplicated() == 1 && proxy.traffic().copiesUnderWay() == 0);
        assertThat(server.paths()).containsExactly("/long", "/short", "/short");
    }

    @Test
    void copyWhoseAnswerDoesNotEndIsAbandoned() throws Exception {
        proxy.inject(ALL);
        var uri = URI.create("http://127.0.0.1:" + proxy.port() + Recorder.ENDLESS);

        var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
        await().until(() -> proxy.traffic().duplicated() == 1);

        await().until(() -> proxy.traffic().copiesUnderWay() == 0);
        try (var body = answer.body()) {
            assertThat(body.readNBytes(MEBIBYTE)).hasSize(MEBIBYTE);
        }
        await().until(() -> server.answering() == 0);
    }

    @Test
    void cutResetsTheCopiesToo() throws Exception {
        var silent =
                bench.server(connection -> connection.getInputStream().transferTo(OutputStream.nullOutputStream()));
        var proxy = bench.proxyTo(silent);
        proxy.inject(ALL);
        bench.connect(proxy).getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        await().until(() -> proxy.traffic().duplicated() == 1);
        assertThat(proxy.traffic().copiesUnderWay()).isEqualTo(1);

        proxy.inject(new Disturbance.CutOnce());

        await().until(() -> proxy.traffic().copiesUnderWay() == 0);
    }

    @Test
    void sameSeedCopiesTheSameRequests() throws Exception {
        var first = copiedBy(proxy(1), "/a/");

        assertThat(first).hasSizeBetween(5, 35);
        assertThat(copiedBy(proxy(1), "/b/")).isEqualTo(first);
        assertThat(copiedBy(proxy(2), "/c/")).isNotEqualTo(first);
    }

    /** Which of forty requests arrived twice. */
    private Set<Integer> copiedBy(FaultProxy proxy, String prefix) throws Exception {
        proxy.inject(new Disturbance.DuplicateRequests(0.5, Duration.ZERO, Duration.ZERO));
        for (int i = 0; i <= 40; i++) {
            send(proxy, prefix + i, BodyPublishers.noBody()); // the last one only shows that all before it were decided
        }
        await().until(() -> proxy.traffic().copiesUnderWay() == 0);
        var paths = server.paths();
        return Stream.iterate(0, i -> i < 40, i -> i + 1)
                .filter(i -> paths.indexOf(prefix + i) != paths.lastIndexOf(prefix + i))
                .collect(Collectors.toSet());
    }

    private void get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port() + path));
        assertThat(client.send(request.build(), BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
    }

    private byte[] send(FaultProxy proxy, String path, BodyPublisher body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port() + path))
                .POST(body);
        return client.send(request.build(), BodyHandlers.ofByteArray()).body();
    }

    private FaultProxy proxy(long seed) {
        return bench.opened(FaultProxy.to(server.address(), new SplittableRandom(seed)));
    }
}
