package dev.signet.cli.intake;

import dev.signet.cli.server.Json;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads back what can be read back of a row. */
record Originals(RecoveryKey key, String type) {
    private static final String ENCRYPTED = "e1.";

    /** The row's record, when it was, and its fields with every original that was sealed in its place. */
    ObjectNode of(JsonNode row) {
        var read = Json.MAPPER.createObjectNode();
        read.set("recordId", row.path("recordId"));
        read.set("occurredAt", row.path("occurredAt"));
        var fields = read.putObject("fields");
        row.path("fields")
                .properties()
                .forEach(field -> fields.set(field.getKey(), decrypted(field.getKey(), field.getValue())));
        var recovery = row.path("recovery");
        if (recovery.isString()) {
            open(recovery.asString(), "")
                    .properties()
                    .forEach(original -> fields.set(original.getKey(), original.getValue()));
        }
        return read;
    }

    private JsonNode decrypted(String field, JsonNode value) {
        return value.isString() && value.asString().startsWith(ENCRYPTED)
                ? open(value.asString().substring(ENCRYPTED.length()), field)
                : value;
    }

    private JsonNode open(String sealed, String field) {
        return Json.MAPPER.readTree(key.open(Base64.getUrlDecoder().decode(sealed), type, field));
    }
}
