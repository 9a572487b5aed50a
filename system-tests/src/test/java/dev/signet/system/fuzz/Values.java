package dev.signet.system.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;
import tools.jackson.databind.JsonNode;

/** What a field or a parameter may hold: something that makes sense there, going by its name and its schema, or something hostile. */
final class Values {
    static final String PUBLIC_KEY = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[] {
        9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 7
    });

    /** Any 32 bytes are one. */
    static final String VAULT_KEY = "A".repeat(43);

    private static final List<String> TIMES =
            List.of("2026-11-30T17:31:00Z", "2020-01-01T00:00:00.123456789Z", "9999-12-31T23:59:59.999Z");

    private static final Map<String, List<String>> BY_NAME = Map.ofEntries(
            Map.entry("key", List.of(VAULT_KEY)),
            Map.entry("Signet-Vault-Key", List.of(VAULT_KEY, "B".repeat(42) + "A", "short")),
            Map.entry("waitMillis", List.of("0", "1", "20")),
            Map.entry("waitedMillis", List.of("0", "1", "20")),
            Map.entry("ids", List.of("<batch0>", "<batch1>,<batch7>", "1,900001", "<batch3>,<batch3>")),
            Map.entry("count", List.of("1", "2")),
            Map.entry("limit", List.of("1", "2", "500")),
            Map.entry("token", List.of("1", "2", "3", "4", "5", "7", "30")),
            Map.entry("progress", List.of("1", "2", "3", "50", "1000")),
            Map.entry("retryAfterMillis", List.of("0", "1", "100")),
            Map.entry("algorithm", List.of("Ed25519", "ES256", "ed25519")),
            Map.entry("publicKey", List.of(PUBLIC_KEY)),
            Map.entry("cursor", List.of(cursor("1"), cursor("0"), cursor("37"), cursor("999999999999999999"))),
            Map.entry("Idempotency-Key", List.of("a", "b", "fuzz-1", "x".repeat(200))),
            Map.entry("body", List.of("bm90IG9uZSBvZiBvdXJz")),
            Map.entry("messageId", List.of("m-1", "m-2")),
            Map.entry("type", List.of("login", "intake.login", "SigningTriggered")),
            Map.entry("version", List.of("1", "2", "3")),
            Map.entry("specversion", List.of("1.0")),
            Map.entry("traceparent", List.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")),
            Map.entry("time", TIMES),
            Map.entry("from", TIMES),
            Map.entry("to", TIMES),
            Map.entry("attempt", List.of("8a2c0f5e-0b2a-4c53-9c0e-6d1c3f0f7a01", "<lease0>", "<lease5>")));

    private static final Map<String, String> ID_KIND =
            Map.of("batchId", "batch", "batches", "batch", "leaseId", "lease", "keyId", "key", "recordId", "record");

    private static final List<String> ODD_NUMBERS = List.of(
            "-1",
            "0",
            "-0",
            "1.5",
            "1e400",
            "-1e400",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "1" + "0".repeat(400),
            "1" + "0".repeat(2000),
            "1e-400",
            "0x1",
            "01",
            "NaN",
            "٣");

    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "null",
            "\0",
            "a\0b",
            "\ud800",
            "\udfff\ud800",
            "\uffff",
            "\u202e",
            "'",
            "'; DROP TABLE record; --",
            "%",
            "%00",
            "%s%n",
            "../../etc/passwd",
            "${jndi:ldap://127.0.0.1/x}",
            "#{1/0}",
            "<script>",
            "\r\nSet-Cookie: a=b",
            "x".repeat(70_000),
            "ä".repeat(3000),
            "-1",
            "99999999999999999999",
            "0",
            "00000000-0000-0000-0000-000000000000",
            "1-1-1-1-1",
            "A".repeat(43),
            "=".repeat(43),
            "NaN",
            "١",
            "\ufeff1",
            "1 ",
            "+1",
            "1_000",
            "1e3");

    private Values() {}

    /** Something that makes sense for a parameter or a simple field, without quotes. */
    static Arbitrary<String> sound(String name, String path, JsonNode schema) {
        if (schema.has("enum")) {
            return Arbitraries.of(
                    schema.get("enum").valueStream().map(JsonNode::asString).toList());
        }
        if ("requestId".equals(name)) {
            return Arbitraries.frequencyOf(
                    Tuple.of(
                            3,
                            Arbitraries.create(() -> java.util.UUID.randomUUID().toString())),
                    Tuple.of(1, id("request")));
        }
        if ("id".equals(name) && path.startsWith("/api/v1/vault/")) {
            return Arbitraries.of("contract-1", "contract-2", "contract-3", "~Y29udHJhY3QtMQ", "M%C3%BCller%20%2F");
        }
        var kind = "id".equals(name) ? kindOf(path) : ID_KIND.get(name);
        if (kind != null) {
            return id(kind);
        }
        if ("attempt".equals(name) && isInteger(schema)) {
            return Arbitraries.of("1", "2", "3");
        }
        var known = BY_NAME.get(name);
        if (known != null && !(TIMES.equals(known) && isInteger(schema))) {
            return Arbitraries.of(known);
        }
        return switch (schema.path("type").asString("string")) {
            case "integer", "number" -> Arbitraries.integers().between(0, 100).map(Object::toString);
            case "boolean" -> Arbitraries.of("true", "false");
            default -> Arbitraries.strings().withCharRange('a', 'z').ofMaxLength(12);
        };
    }

    private static boolean isInteger(JsonNode schema) {
        return "integer".equals(schema.path("type").asString(""));
    }

    /** The names of ids are the singular of the collection that stands before them in the path. */
    private static String kindOf(String path) {
        var collection = path.replaceFirst("/\\{id}.*", "");
        collection = collection.substring(collection.lastIndexOf('/') + 1);
        return "batches".equals(collection) ? "batch" : collection.replaceFirst("s$", "");
    }

    private static Arbitrary<String> id(String kind) {
        return Arbitraries.integers().between(0, 60).map(number -> "<%s%d>".formatted(kind, number));
    }

    static Arbitrary<String> oddText() {
        return Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.of(ODD_TEXTS)),
                Tuple.of(2, Arbitraries.of(ODD_NUMBERS)),
                Tuple.of(2, Arbitraries.strings().all().ofMaxLength(40)));
    }

    static Arbitrary<String> oddNumber() {
        return Arbitraries.of(ODD_NUMBERS);
    }

    private static String cursor(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
