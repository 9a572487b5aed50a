package dev.signet.system.helm;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** The objects that the chart becomes under some values. */
record Chart(List<JsonObject> objects) {
    static final Path PLACE = Path.of("..", "deploy", "helm", "signet");
    private static final String RELEASE = "signet";

    /** Throws with Helm's words when the chart refuses. */
    static Chart with(Map<String, Object> values) {
        var template = new Helm(PLACE).template().withName(RELEASE).withNamespace("test");
        values.forEach(template::set);
        var gson = new Gson();
        return new Chart(
                StreamSupport.stream(new Yaml().loadAll(template.call()).spliterator(), false)
                        .filter(Objects::nonNull)
                        .map(object -> gson.toJsonTree(object).getAsJsonObject())
                        .toList());
    }

    Stream<JsonObject> of(String kind) {
        return objects.stream().filter(object -> kindOf(object).equals(kind));
    }

    JsonObject only(String kind, String name) {
        return of(kind).filter(object -> nameOf(object).equals(RELEASE + "-" + name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s %s".formatted(kind, name)));
    }

    static String kindOf(JsonObject object) {
        return object.get("kind").getAsString();
    }

    static String nameOf(JsonObject object) {
        return object.getAsJsonObject("metadata").get("name").getAsString();
    }

    /** The element at the end of the path; of an array its first. */
    static JsonElement at(JsonElement from, String... path) {
        var found = from;
        for (var step : path) {
            found = Objects.requireNonNull(found.getAsJsonObject().get(step), step);
            if (found instanceof JsonArray array && array.size() == 1) {
                found = array.get(0);
            }
        }
        return found;
    }
}
