package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.system.OtlpReceiver.Received;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The spans of a run, as a collector gets them. */
class TracesIT {
    private static final int RECORDS = 1000;
    private static final int BATCHES = 50;

    @Test
    void everyBatchIsOneTraceThroughFourServices() throws Exception {
        var spans = spansOfARun();

        var traces = spans.stream().collect(Collectors.groupingBy(Received::trace));
        var ofBatches = traces.values().stream()
                .filter(trace -> trace.stream().anyMatch(span -> !span.batch().isEmpty()))
                .toList();
        assertThat(ofBatches).allSatisfy(TracesIT::beginsWithTheDispatchOfOneBatch);
        var signed = ofBatches.stream().filter(TracesIT::wasStored).toList();
        assertThat(signed).hasSize(BATCHES).allSatisfy(TracesIT::goesThroughAllFour);
        assertThat(signed.stream().flatMap(trace -> batches(trace).stream())).doesNotHaveDuplicates();
        assertThat(spans.stream().filter(span -> span.name().endsWith(" together")))
                .isNotEmpty()
                .allSatisfy(call -> {
                    assertThat(call.parent()).isEmpty();
                    assertThat(call.links()).isNotEmpty().allMatch(link -> isOfABatch(traces.get(link)));
                });
        assertThat(spans.stream()
                        .filter(span -> Set.of("grant key", "store signatures").contains(span.name())))
                .allSatisfy(served -> assertThat(served.links())
                        .singleElement()
                        .satisfies(call -> assertThat(traces.get(call))
                                .extracting(Received::name)
                                .singleElement()
                                .asString()
                                .endsWith(" together")));
    }

    private static List<Received> spansOfARun() throws Exception {
        try (var receiver = new OtlpReceiver()) {
            try (var signet = TestSystem.create()
                    .with("signet.batch-size", RECORDS / BATCHES)
                    .with("otel.exporter.otlp.endpoint", receiver.url())) {
                signet.startAll().seed(RECORDS, 10);
                signet.assertProved(RECORDS);
            } // what is left is sent at the end
            return receiver.spans();
        }
    }

    private static Set<String> batches(List<Received> trace) {
        return trace.stream()
                .map(Received::batch)
                .filter(batch -> !batch.isEmpty())
                .collect(Collectors.toSet());
    }

    private static boolean isOfABatch(@Nullable List<Received> trace) {
        return trace != null && !batches(trace).isEmpty();
    }

    private static void beginsWithTheDispatchOfOneBatch(List<Received> trace) {
        assertThat(batches(trace)).hasSize(1);
        assertThat(parents(trace)).containsEntry("dispatch", Set.of(""));
    }

    // A batch that waited too long for its key is handed out again, in another trace.
    private static boolean wasStored(List<Received> trace) {
        return trace.stream().anyMatch(span -> "STORED".equals(span.attributes().get("signet.store.outcome")));
    }

    private static void goesThroughAllFour(List<Received> trace) {
        assertThat(trace.stream()
                        .map(span -> span.service() + ": " + span.name())
                        .distinct())
                .containsExactlyInAnyOrder(
                        "batch-dispatcher: dispatch",
                        "signing-service: sign batch",
                        "signing-service: fetch",
                        "signing-service: lease",
                        "key-service: grant key",
                        "signing-service: sign",
                        "signing-service: store",
                        "collection-service: store signatures",
                        "signing-service: complete",
                        "key-service: release key");
        assertThat(parents(trace))
                .containsEntry("sign batch", Set.of("dispatch"))
                .containsEntry("lease", Set.of("sign batch"))
                .containsEntry("grant key", Set.of("lease"))
                .containsEntry("store signatures", Set.of("sign batch"))
                .containsEntry("release key", Set.of("complete"));
        assertThat(trace).allMatch(span -> span.end() >= span.begin());
    }

    private static Map<String, Set<String>> parents(List<Received> trace) {
        var names = trace.stream().collect(Collectors.toMap(Received::id, Received::name));
        return trace.stream()
                .collect(Collectors.groupingBy(
                        Received::name,
                        Collectors.mapping(
                                span -> span.parent().isEmpty() ? "" : names.getOrDefault(span.parent(), "?"),
                                Collectors.toSet())));
    }
}
