package dev.signet.vaultclient;

import dev.signet.vaultclient.VaultFailure.Reason;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What one try came to. */
sealed interface Answer {
    /** Done. */
    record Success(byte[] body) implements Answer {}

    /** Every node would say the same. */
    record Final(VaultFailure failure) implements Answer {}

    /** To be asked again, not before the wait is over. */
    record Busy(String reason, Duration retryAfter) implements Answer {}

    /** Nobody knows whether it was done; another node may say. */
    record None(String reason) implements Answer {
        static None because(ExecutionException failed) {
            return new None(
                    switch (failed.getCause()) {
                        case HttpConnectTimeoutException _ -> "no connection in time";
                        case ConnectException _ -> "nobody listens there";
                        case null -> "the call failed";
                        case Throwable lost -> "the connection was lost (%s)".formatted(lost.getMessage());
                    });
        }
    }

    static Answer of(HttpResponse<byte[]> answer) {
        return of(answer.statusCode(), answer.body(), retryAfter(answer));
    }

    /** @param retryAfter seconds */
    static Answer of(int status, byte[] body, long retryAfter) {
        if (status < 300) {
            return new Success(body);
        }
        var problem = Problem.of(status, body);
        if (status == 429) {
            return new Busy(problem.detail(), Duration.ofSeconds(Math.max(1, retryAfter)));
        }
        return status >= 500
                ? new None(problem.detail())
                : new Final(new VaultFailure(reason(status, problem), problem.detail()));
    }

    private static Reason reason(int status, Problem problem) {
        return status == 401 || status == 403 ? Reason.NOT_ALLOWED : problem.reason();
    }

    private static long retryAfter(HttpResponse<byte[]> answer) {
        try {
            return answer.headers().firstValueAsLong("Retry-After").orElse(1);
        } catch (NumberFormatException _) { // it may be a date
            return 1;
        }
    }

    /** Those of a list of nodes that are up; none if it is no such list. */
    static List<URI> nodesIn(byte[] list) {
        return Problem.read(list)
                .path("items")
                .valueStream()
                .filter(node -> node.path("state").asString("").equals("UP"))
                .map(node -> URI.create(node.path("url").asString("")))
                .toList();
    }

    /** The words of whoever answered (RFC 9457). */
    record Problem(String slug, String detail) {
        private static final JsonMapper JSON = new JsonMapper();

        static Problem of(int status, byte[] body) {
            var said = read(body);
            var type = said.path("type").asString("");
            return new Problem(
                    type.substring(type.lastIndexOf('/') + 1),
                    said.path("detail").asString("it answered %d".formatted(status)));
        }

        static JsonNode read(byte[] body) {
            try {
                return JSON.readTree(body);
            } catch (JacksonException _) { // somebody else's page
                return JSON.createObjectNode();
            }
        }

        Reason reason() {
            return switch (slug) {
                case "not-opened" -> Reason.NOT_OPENED;
                case "item-removed" -> Reason.REMOVED;
                case "content-too-large" -> Reason.TOO_LARGE;
                default -> Reason.REFUSED;
            };
        }
    }
}
