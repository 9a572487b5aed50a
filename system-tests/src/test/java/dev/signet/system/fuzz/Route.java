package dev.signet.system.fuzz;

import dev.signet.system.Service;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One operation of a service.
 *
 * @param bodies the content types it takes, each with the schema of its body
 */
record Route(Service service, String method, String path, List<Parameter> parameters, Map<String, JsonNode> bodies) {
    Route {
        parameters = List.copyOf(parameters);
        bodies = Map.copyOf(bodies);
    }

    boolean isInternal() {
        return path.startsWith("/internal");
    }

    /** @param in {@code path}, {@code query} or {@code header} */
    record Parameter(String name, String in, JsonNode schema) {}

    @Override
    public String toString() {
        return "%s %s of %s".formatted(method, path, service);
    }
}
