package dev.signet.audit.search;

import dev.signet.platform.BadRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Makes of {@code data.customer.id=42} the jsonpath {@code ($."customer"."id" == "42" || $."customer"."id" == 42)}, which the index on data answers. */
final class DataPath {
    static final String PREFIX = "data.";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,100})(\\.\\d{1,100})?");
    private static final int MOST = 8;
    private static final int LONGEST = 1000;

    /** Of all parameters those that ask for something in data; all of them have to hold. */
    static Optional<String> of(Map<String, String[]> parameters) {
        var asked = new TreeMap<String, String[]>();
        parameters.forEach((name, values) -> {
            if (name.startsWith(PREFIX)) {
                asked.put(name.substring(PREFIX.length()), values);
            }
        });
        if (asked.values().stream().mapToInt(values -> values.length).sum() > MOST) {
            throw new BadRequest("At most %d values inside data can be asked for at once.".formatted(MOST));
        }
        return asked.isEmpty()
                ? Optional.empty()
                : Optional.of(asked.entrySet().stream()
                        .flatMap(
                                entry -> Arrays.stream(entry.getValue()).map(value -> predicate(entry.getKey(), value)))
                        .collect(Collectors.joining(" && ")));
    }

    // Who asks cannot know whether a number is written as a number or as a string.
    private static String predicate(String path, String value) {
        if (path.isEmpty() || path.length() > LONGEST || value.length() > LONGEST) {
            throw new BadRequest("A value inside data is asked for as in data.customer.id=42, with up to %d characters."
                    .formatted(LONGEST));
        }
        var accessor =
                Arrays.stream(path.split("\\.", -1)).map(DataPath::quoted).collect(Collectors.joining(".", "$.", ""));
        var asText = "%s == %s".formatted(accessor, quoted(value));
        return isLiteral(value) ? "(%s || %s == %s)".formatted(asText, accessor, value) : "(%s)".formatted(asText);
    }

    private static boolean isLiteral(String value) {
        return value.equals("true")
                || value.equals("false")
                || value.equals("null")
                || NUMBER.matcher(value).matches();
    }

    // A string in jsonpath is one in JSON.
    private static String quoted(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new BadRequest("U+0000 is in no event.");
        }
        return JSON.writeValueAsString(text);
    }

    private DataPath() {}
}
