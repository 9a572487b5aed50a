package dev.signet.system.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generates messages for a queue: bodies of the right form with something wrong, or of no form, under headers that mean something to somebody. */
final class OddMessages {
    static final List<Map<String, Object>> HEADERS = List.of(
            Map.of(),
            Map.of("springBatchFormat", "lengthHeader4"),
            Map.of("springBatchFormat", 4),
            Map.of("springAutoDecompress", true),
            Map.of("x-delay", "soon"),
            Map.of("x-death", "yesterday"),
            Map.of("x-death", List.of(Map.of("count", "many", "reason", 1))),
            Map.of("retry-count", "x"),
            Map.of("x-retries", -1L, "x-delivery-count", "x"),
            Map.of("CC", List.of("signing-service.signing-triggered"), "BCC", List.of("collection-service.intake")),
            Map.of("__TypeId__", "java.lang.Runtime", "__ContentTypeId__", "java.util.HashMap"),
            Map.of("spring_json_header_types", "{\"a\":\"java.lang.Runtime\"}"),
            Map.of("traceparent", "00-zz", "baggage", "\0"),
            Map.of(
                    "date",
                    new Date(Long.MAX_VALUE / 1000),
                    "bytes",
                    new byte[] {0, -1},
                    "nested",
                    Map.of("a", List.of(Map.of()))),
            Map.of("long", "x".repeat(100_000)),
            many());

    private OddMessages() {}

    private static Map<String, Object> many() {
        var headers = new HashMap<String, Object>();
        for (int i = 0; i < 1000; i++) {
            headers.put("h" + i, "x".repeat(60));
        }
        return headers;
    }

    /** @param bodies of the right form, more or less */
    static Arbitrary<OddMessage> of(String type, Arbitrary<String> bodies) {
        Arbitrary<byte[]> fitting = bodies.map(body -> body.getBytes(UTF_8));
        Arbitrary<byte[]> body = Arbitraries.frequencyOf(
                Tuple.of(3, Combinators.combine(fitting, Damage.any()).as((bytes, damage) -> damage.apply(bytes))),
                Tuple.of(3, fitting),
                Tuple.of(1, Arbitraries.bytes().array(byte[].class).ofMaxSize(300)),
                Tuple.of(
                        1,
                        Arbitraries.of("", "null", "{}", "[]", "\0", "\ufeff{}").map(text -> text.getBytes(UTF_8))));
        var claimed = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(type)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                        "",
                                        "SomethingElse",
                                        "Runtime",
                                        "x".repeat(255),
                                        "\0",
                                        "ä",
                                        type.toLowerCase(java.util.Locale.ROOT))
                                .injectNull(0.1)));
        var ids = Arbitraries.of("same", "", " ", "\0", "ü", "x".repeat(255)).injectNull(0.3);
        return Combinators.combine(claimed, ids, Arbitraries.of(HEADERS), Arbitraries.of(OddMessage.Extra.class), body)
                .as(OddMessage::new);
    }
}
