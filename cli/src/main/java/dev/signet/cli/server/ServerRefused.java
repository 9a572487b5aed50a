package dev.signet.cli.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A server answered a question with a refusal, or with something that is not an answer to it. */
public final class ServerRefused extends RuntimeException {
    private static final int LONGEST_PROBLEM = 64 << 10;
    private static final String TYPES = "/problems/";

    private final int status;
    private final transient JsonNode problem;

    private ServerRefused(URI url, String why, int status, JsonNode problem) {
        super("%s: %s".formatted(url, why));
        this.status = status;
        this.problem = problem;
    }

    static ServerRefused by(HttpResponse<InputStream> response) throws IOException {
        var status = response.statusCode();
        var problem = problemOf(response);
        return new ServerRefused(response.uri(), problem.path("detail").asString("status " + status), status, problem);
    }

    static ServerRefused notUnderstood(URI url) {
        return new ServerRefused(
                url, "the answer is not what this version of signet understands", 200, Json.MAPPER.createObjectNode());
    }

    private static JsonNode problemOf(HttpResponse<InputStream> response) throws IOException {
        try (var body = response.body()) {
            var problem = Json.MAPPER.readTree(body.readNBytes(LONGEST_PROBLEM));
            return problem.isObject() ? problem : Json.MAPPER.createObjectNode();
        } catch (JacksonException e) {
            return Json.MAPPER.createObjectNode();
        }
    }

    public int status() {
        return status;
    }

    /** Which of Signet's problems it is, such as {@code not-found}; empty when it is none of them. */
    public String slug() {
        var type = problem.path("type").asString("");
        return type.startsWith(TYPES) ? type.substring(TYPES.length()) : "";
    }

    /** The server's own sentence; empty without one. */
    public String detail() {
        return problem.path("detail").asString("");
    }

    /** More that the problem says, such as a line's number; missing when it does not. */
    public JsonNode property(String name) {
        return problem.path(name);
    }
}
