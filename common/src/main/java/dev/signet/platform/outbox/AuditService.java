package dev.signet.platform.outbox;

import dev.signet.platform.ServiceMain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** audit-service, as a relay needs it. */
class AuditService {
    private static final MediaType BATCH = MediaType.parseMediaType("application/cloudevents-batch+json");
    private static final String COMMITTED = "COMMITTED";

    // By their words, not by their status: whoever listens at a wrong address may answer 400 as well, and no event must
    // be put aside for that.
    private static final List<String> BLAMES_THE_EVENTS =
            List.of("/problems/invalid-event", "/problems/content-too-large");

    private final RestClient http;
    private final JsonMapper json;

    AuditService(RestClient http, JsonMapper json) {
        this.http = http;
        this.json = json;
    }

    /** What it says to some events. */
    sealed interface Answer {
        /** One for each event, in their order. */
        record Taken(List<Result> results) implements Answer {}

        /** All were turned away unread: one of them, or their number, is not as it should be. */
        record Unreadable(String reason) implements Answer {}

        /** Nothing is known of any of them; they are to be sent again. */
        record Away(String reason) implements Answer {}
    }

    /** @param detail what is wrong with an event that is not committed */
    record Result(String status, @Nullable String detail) {
        boolean isCommitted() {
            return status.equals(COMMITTED);
        }
    }

    /** @param events CloudEvents in JSON */
    Answer submit(List<String> events) {
        var batch = events.stream().collect(Collectors.joining(",", "[", "]"));
        try {
            var answer = http.post()
                    .uri("/api/v1/events")
                    .contentType(BATCH)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(batch.getBytes(StandardCharsets.UTF_8))
                    .exchange((_, response) -> read(response, events.size()));
            return answer == null ? new Answer.Away("it said nothing") : answer;
        } catch (RestClientException | JacksonException e) {
            return new Answer.Away(ServiceMain.reason(e));
        }
    }

    private Answer read(ClientHttpResponse response, int asked) throws IOException {
        var status = response.getStatusCode();
        if (status.is2xxSuccessful()) {
            var results = json.readValue(response.getBody().readAllBytes(), Reply.class)
                    .results();
            return results.size() == asked
                    ? new Answer.Taken(results)
                    : new Answer.Away("%d events got %d results".formatted(asked, results.size()));
        }
        var text = text(response);
        return BLAMES_THE_EVENTS.stream().anyMatch(text::contains)
                ? new Answer.Unreadable(text)
                : new Answer.Away("it answers " + status.value());
    }

    private static String text(ClientHttpResponse response) throws IOException {
        return new String(response.getBody().readNBytes(2000), StandardCharsets.UTF_8).replace('\0', ' ');
    }

    private record Reply(List<Result> results) {}
}
