package dev.signet.audit.tail;

import static dev.signet.audit.RunningAudit.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.audit.RunningAudit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TailIT {
    private static RunningAudit audit;

    @BeforeAll
    static void start(@TempDir Path directory) {
        audit = RunningAudit.start(directory);
    }

    @AfterAll
    static void stop() {
        audit.close();
    }

    @Test
    void eventsComeAsTheyAreCommittedAndOnlyThoseThatAreWanted() throws IOException {
        audit.submit(event("/s", "before", "wanted.x", "{}"));
        try (var tail = Tail.open("?type=wanted.*", null)) {
            audit.submit(event("/s", "1", "other.x", "{}"));
            audit.submit(event("/s", "2", "wanted.x", "{\"a\":1}"));

            assertThat(tail.next()).contains("\"id\":\"2\"").contains("\"data\":{\"a\":1}");
        }
    }

    @Test
    void typesThatNobodyKnewWhenTheTailBeganComeToo() throws IOException {
        try (var tail = Tail.open("?type=unheard.*", null)) {
            audit.submit(event("/s", "unheard", "unheard.of", "{}"));

            assertThat(tail.next()).contains("\"type\":\"unheard.of\"");
        }
    }

    @Test
    void whoComesBackMissesNothing() throws IOException {
        String last;
        try (var tail = Tail.open("?source=/back", null)) {
            audit.submit(event("/back", "1", "t", "{}"));
            assertThat(tail.next()).contains("\"id\":\"1\"");
            last = tail.lastId();
        }
        for (var i = 2; i < 1500; i++) {
            // while nobody listens
            if (i % 500 == 2) {
                audit.submitAll(batch(i, Math.min(1500, i + 500)));
            }
        }

        try (var tail = Tail.open("?source=/back", last)) {
            for (var i = 2; i < 1500; i++) {
                assertThat(tail.next()).contains("\"id\":\"" + i + "\"");
            }
        }
    }

    @Test
    void whoAsksForTheHeadAloneKeepsNoPlace() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var head = HttpRequest.newBuilder(audit.uri("/api/v1/events/stream"))
                    .HEAD()
                    .timeout(Duration.ofSeconds(20))
                    .build();

            for (var i = 0; i < 101; i++) { // one more than there are places
                assertThat(http.send(head, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void serviceThatStopsDoesNotWaitForThoseWhoListen() throws IOException {
        try (var tail = Tail.open("", null)) {
            audit.stop();

            assertThat(tail.rest()).allMatch(line -> line.isEmpty() || line.startsWith(":"));
        } finally {
            audit.start();
        }
    }

    private static List<String> batch(int from, int to) {
        var events = new ArrayList<String>();
        for (var i = from; i < to; i++) {
            events.add(event("/back", Integer.toString(i), "t", "{}"));
        }
        return events;
    }

    private record Tail(HttpURLConnection connection, BufferedReader lines, List<String> ids) implements AutoCloseable {
        static Tail open(String query, @Nullable String lastId) throws IOException {
            var connection = (HttpURLConnection)
                    audit.uri("/api/v1/events/stream" + query).toURL().openConnection();
            if (lastId != null) {
                connection.setRequestProperty("Last-Event-ID", lastId);
            }
            assertThat(connection.getResponseCode()).isEqualTo(200);
            assertThat(connection.getContentType()).startsWith("text/event-stream");
            return new Tail(
                    connection,
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8)),
                    new ArrayList<>());
        }

        /** The data of the next event. */
        String next() throws IOException {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    ids.add(line.substring(4));
                } else if (line.startsWith("data: ")) {
                    return line.substring(6);
                }
            }
            throw new AssertionError("the stream has ended");
        }

        String lastId() {
            return ids.getLast();
        }

        List<String> rest() {
            return lines.lines().toList();
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }
}
