package dev.signet.system.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every answer must be, whatever was asked. */
final class AnswerRules {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int UNAVAILABLE = 503;

    /** Names that only the inside of a service knows. */
    private static final Pattern INSIDE = Pattern.compile(
            "\\tat |Exception|java\\.|jakarta\\.|springframework|dev\\.signet|postgres|PSQL|jackson|[Hh]ibernate|Tomcat|Catalina"
                    + "|SELECT |INSERT |UPDATE |violates|constraint \"|<html|<!doctype");

    private AnswerRules() {}

    static void check(RawRequest request, Answer answer) {
        var description = "%s%n--> %s".formatted(request, answer);
        assertThat(answer.status() < 500 || answer.status() == UNAVAILABLE)
                .as(description)
                .isTrue();
        if (answer.status() < 400) {
            return;
        }
        assertThat(answer.text()).as(description).doesNotContainPattern(INSIDE);
        if (!"HEAD".equals(request.method())) {
            checkProblem(answer, description);
        }
    }

    private static void checkProblem(Answer answer, String description) {
        assertThat(answer.header("content-type")).as(description).startsWith("application/problem+json");
        var problem = parsed(answer, description);
        assertThat(problem.path("type").asString("")).as(description).matches("/problems/[a-z-]+");
        assertThat(problem.path("status").asInt(0)).as(description).isEqualTo(answer.status());
        assertThat(problem.path("detail").asString("")).as(description).isNotBlank();
    }

    private static JsonNode parsed(Answer answer, String description) {
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw new AssertionError(description, e);
        }
    }
}
