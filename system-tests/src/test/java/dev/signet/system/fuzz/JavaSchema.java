package dev.signet.system.fuzz;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Describes a Java type as an OpenAPI document would: enough for messages, which are records of ids, numbers, texts and lists. */
final class JavaSchema {
    private static final JsonMapper JSON = new JsonMapper();

    private JavaSchema() {}

    static ObjectNode of(Type type) {
        var schema = JSON.createObjectNode();
        if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
            return of(optional.getActualTypeArguments()[0]);
        } else if (type instanceof ParameterizedType list && isList(list)) {
            schema.put("type", "array").set("items", of(list.getActualTypeArguments()[0]));
        } else if (type instanceof Class<?> known && known.isEnum()) {
            schema.put("type", "string");
            var names = schema.putArray("enum");
            Arrays.stream(known.getEnumConstants()).forEach(each -> names.add(JSON.valueToTree(each)));
        } else if (type instanceof Class<?> known && known.isRecord() && !isOneString(known)) {
            schema.put("type", "object");
            var properties = schema.putObject("properties");
            for (RecordComponent component : known.getRecordComponents()) {
                properties.set(component.getName(), of(component.getGenericType()));
            }
        } else {
            schema.put("type", simple(type));
        }
        return schema;
    }

    private static boolean isList(ParameterizedType type) {
        return type.getRawType() instanceof Class<?> raw && Collection.class.isAssignableFrom(raw);
    }

    private static boolean isOneString(Class<?> type) {
        return Stream.of(type.getDeclaredMethods(), type.getDeclaredFields())
                .flatMap(Arrays::stream)
                .anyMatch(member -> member.isAnnotationPresent(JsonValue.class));
    }

    private static String simple(Type type) {
        if (type == int.class || type == long.class) {
            return "integer";
        }
        return type == boolean.class ? "boolean" : "string";
    }
}
