package dev.signet.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The API's document is served, whole, and true. */
class OpenApiIT {
    private static final Pattern PROBLEM = Pattern.compile("^([a-z]+(?:-[a-z]+)+):? ?");

    private static RunningAudit audit;
    private static JsonNode document;

    @BeforeAll
    static void start(@TempDir Path directory) {
        audit = RunningAudit.start(directory);
        document = audit.getJson("/openapi.json");
    }

    @AfterAll
    static void stop() {
        audit.close();
    }

    @Test
    void itHasAllThatPeopleMayCallAndNothingElse() {
        assertThat(document.path("openapi").asString()).startsWith("3.");
        assertThat(document.path("info").path("title").asString()).isEqualTo("Signet audit-service");
        assertThat(document.path("paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/api/v1/events",
                        "/api/v1/events/{logindex}",
                        "/api/v1/events/stream",
                        "/api/v1/event-types",
                        "/api/v1/event-types/{type}/schema",
                        "/api/v1/exports/events.ndjson",
                        "/api/v1/log",
                        "/api/v1/log/checkpoint",
                        "/api/v1/log/key",
                        "/api/v1/log/proofs/inclusion",
                        "/api/v1/log/proofs/consistency",
                        "/api/v1/version");
        assertThat(audit.get("/docs").statusCode()).isBetween(200, 302);
    }

    @Test
    void everyMethodOfEveryPathIsThere() {
        var served = new TreeSet<String>();
        var mappings = audit.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        mappings.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues()
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> served.add(method.name().toLowerCase(Locale.ROOT) + " " + path))));
        served.removeIf(each -> !each.contains(" /api/v1/"));

        assertThat(operations().map(Operation::name)).hasSizeGreaterThan(12).containsAll(served);
    }

    @Test
    void everyOperationSaysWhatItDoesAndEveryReferenceLeadsSomewhere() {
        assertThat(operations().filter(operation -> !operation.name().endsWith("/version"))) // every service has that
                .allSatisfy(
                        operation -> assertThat(operation.node().path("summary").asString(""))
                                .as(operation.name())
                                .isNotBlank());
        assertThat(document.findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isObject())
                        .as(reference)
                        .isTrue());
    }

    @Test
    void oneEventAndABatchAreBothTaken() {
        var post = document.path("paths").path("/api/v1/events").path("post");

        assertThat(post.at("/requestBody/content").propertyNames())
                .containsExactlyInAnyOrder(RunningAudit.ONE, RunningAudit.BATCH);
        assertThat(post.path("responses").propertyNames()).contains("200", "207", "400", "409", "422");
    }

    @Test
    void everyProblemThatItNamesIsExplained() throws Exception {
        var explained = Files.readString(Path.of("../common/src/main/resources/dev/signet/platform/problems.md"));

        var named = new TreeSet<String>();
        document.findValuesAsString("description")
                .forEach(description ->
                        PROBLEM.matcher(description).results().forEach(found -> named.add(found.group(1))));

        assertThat(named)
                .contains("event-differs", "schema-violated", "invalid-event", "too-many-listeners", "not-a-schema")
                .allSatisfy(problem -> assertThat(explained).contains("\n## " + problem + "\n"));
    }

    private record Operation(String name, JsonNode node) {}

    private static Stream<Operation> operations() {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> new Operation(method.getKey() + " " + path.getKey(), method.getValue())));
    }
}
