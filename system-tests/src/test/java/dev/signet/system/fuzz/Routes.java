package dev.signet.system.fuzz;

import dev.signet.system.Service;
import dev.signet.system.TestSystem;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds every route of the running services, so that a new one is fuzzed without anyone remembering. */
final class Routes {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private Routes() {}

    /** Those that the service's own OpenAPI document names. */
    static List<Route> documented(Service service, URI server) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(server.resolve("/openapi.json")).build();
            var document =
                    JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
            return document.get("paths").properties().stream()
                    .flatMap(path -> path.getValue().properties().stream()
                            .map(operation ->
                                    route(service, path.getKey(), operation.getKey(), operation.getValue(), document)))
                    .toList();
        }
    }

    private static Route route(Service service, String path, String method, JsonNode operation, JsonNode document) {
        var parameters = operation
                .path("parameters")
                .valueStream()
                .map(each -> new Route.Parameter(
                        each.get("name").asString(), each.get("in").asString(), each.path("schema")))
                .toList();
        var bodies = new LinkedHashMap<String, JsonNode>();
        operation
                .path("requestBody")
                .path("content")
                .properties()
                .forEach(content ->
                        bodies.put(content.getKey(), resolved(content.getValue().path("schema"), document)));
        return new Route(service, method.toUpperCase(Locale.ROOT), path, parameters, bodies);
    }

    /** The schema with every reference replaced by what it refers to. */
    private static JsonNode resolved(JsonNode schema, JsonNode document) {
        if (schema.has("$ref")) {
            return resolved(document.at(schema.get("$ref").asString().substring(1)), document);
        }
        if (schema.isObject()) {
            var whole = JSON.createObjectNode();
            schema.properties().forEach(part -> whole.set(part.getKey(), resolved(part.getValue(), document)));
            return whole;
        }
        return schema;
    }

    /** Those between services, which no document names: as the running context maps them. */
    static List<Route> internal(Service service, TestSystem system) {
        var mapping =
                system.context(service).getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        return mapping.getHandlerMethods().entrySet().stream()
                .flatMap(entry ->
                        routes(service, entry.getKey(), entry.getValue().getMethod()))
                .filter(Route::isInternal)
                .toList();
    }

    private static Stream<Route> routes(Service service, RequestMappingInfo info, Method handler) {
        return info.getPatternValues().stream()
                .flatMap(path -> info.getMethodsCondition().getMethods().stream()
                        .map(method -> new Route(
                                service, method.name(), path, parameters(path, handler), bodies(info, handler))));
    }

    private static List<Route.Parameter> parameters(String path, Method handler) {
        var asked = Arrays.stream(handler.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                .map(parameter -> new Route.Parameter(parameter.getName(), "query", JavaSchema.of(String.class)));
        return Stream.concat(variables(path), asked).toList();
    }

    private static Stream<Route.Parameter> variables(String path) {
        return VARIABLE.matcher(path)
                .results()
                .map(found -> new Route.Parameter(found.group(1), "path", JavaSchema.of(String.class)));
    }

    private static Map<String, JsonNode> bodies(RequestMappingInfo info, Method handler) {
        var bodies = new LinkedHashMap<String, JsonNode>();
        for (var parameter : handler.getParameters()) {
            if (parameter.isAnnotationPresent(RequestBody.class)) {
                bodies.put("application/json", JavaSchema.of(parameter.getParameterizedType()));
            }
        }
        if (Arrays.asList(handler.getParameterTypes()).contains(InputStream.class)) {
            info.getConsumesCondition()
                    .getConsumableMediaTypes()
                    .forEach(type -> bodies.put(type.toString(), JavaSchema.of(byte[].class)));
        }
        return bodies;
    }
}
