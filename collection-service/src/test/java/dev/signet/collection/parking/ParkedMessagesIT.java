package dev.signet.collection.parking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.collection.testing.Rest;
import dev.signet.collection.testing.ViewsIT;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ViewsIT
class ParkedMessagesIT {
    private static final String PATH = "/internal/parked-messages";

    private final Rest rest;
    private final String id = UUID.randomUUID().toString();

    @Autowired
    ParkedMessagesIT(Rest rest) {
        this.rest = rest;
    }

    @Test
    void aMessageParkedTwiceIsKeptOnce() {
        var first = park("Bearer token-of-key-service");
        var second = park("Bearer token-of-key-service");

        assertThat(first.status()).isEqualTo(204);
        assertThat(second.status()).isEqualTo(204);
        var kept = rest.get("/api/v1/parked-messages?limit=500")
                .json()
                .get("items")
                .valueStream()
                .filter(item -> item.get("messageId").asString().equals(id))
                .toList();
        assertThat(kept).hasSize(1);
        assertThat(kept.getFirst().propertyNames())
                .containsExactly("id", "messageId", "queue", "exchange", "routingKey", "type", "reason", "parkedAt");
        assertThat(kept.getFirst().get("reason").asString()).isEqualTo("no such type\ufffd");
    }

    @Test
    void onlyAServiceThatMayParkCanDoSo() {
        var nobody = rest.post(PATH, "application/json", "{}");
        var stranger = rest.post(PATH, "application/json", "{}", "Authorization", "Bearer made-up");
        var other = park("Bearer token-of-signing-service");

        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.json().get("type").asString()).isEqualTo("/problems/unauthenticated");
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(other.status()).isEqualTo(403);
    }

    @Test
    void aMessageWithoutAReasonIsRefused() {
        var answer = rest.post(PATH, "application/json", "{}", "Authorization", "Bearer token-of-key-service");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
    }

    private Rest.Answer park(String authorization) {
        var body = """
                {"messageId":"%s","queue":"q","exchange":"e","routingKey":"k","type":"T","reason":"no such type\\u0000","body":"AAEC"}
                """.formatted(id);
        return rest.post(PATH, "application/json", body, "Authorization", authorization);
    }
}
