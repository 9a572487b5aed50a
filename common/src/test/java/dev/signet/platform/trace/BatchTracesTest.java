package dev.signet.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.contract.BatchId;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BatchTracesTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Optional<String> PARENT = Optional.of("00-" + TRACE + "-b7ad6b7169203331-01");
    private static final BatchId BATCH = new BatchId(17);

    private final BatchTraces traces =
            BatchTraces.over(OpenTelemetrySdk.builder().build());

    @Test
    void switchedOffItMakesNothingAndHandsNothingOn() {
        var off = BatchTraces.off();

        assertThat(off.begin("dispatch", BATCH)).isSameAs(BatchSpan.NONE);
        try (var span = off.received("sign batch", BATCH, PARENT)) {
            assertThat(span).isSameAs(BatchSpan.NONE);
            assertThat(span.with("run.id", "1").traceparent()).isEmpty();
            assertThat(span.traceId()).isEmpty();
            assertThat(off.stage("sign")).isSameAs(BatchSpan.NONE);
            assertThat(off.traceparent()).isEmpty();
            assertThat(off.joint("lease together", List.of(PARENT), Function.identity()))
                    .isSameAs(BatchSpan.NONE);
        }
    }

    @Test
    void goesOnWithTheTraceOfAMessage() {
        try (var span = traces.received("sign batch", BATCH, PARENT)) {
            assertThat(span.traceId()).hasValue(TRACE);
            assertThat(traces.traceparent()).isEqualTo(span.traceparent()).isNotEqualTo(PARENT);
        }

        assertThat(traces.traceparent()).isEmpty();
    }

    @Test
    void beginsATraceWhereTheHeaderIsNoneOrNonsense() {
        for (var header : List.of(Optional.<String>empty(), Optional.of("nonsense"))) {
            try (var span = traces.received("sign batch", BATCH, header)) {
                assertThat(span.traceId()).isPresent().isNotEqualTo(Optional.of(TRACE));
            }
        }
    }

    @Test
    void stageIsAPartOfWhatThisThreadIsAtAndNothingElsewhere() {
        assertThat(traces.stage("sign")).isSameAs(BatchSpan.NONE);

        try (var batch = traces.received("sign batch", BATCH, PARENT)) {
            try (var stage = traces.stage("sign")) {
                assertThat(stage.traceId()).hasValue(TRACE);
                assertThat(traces.traceparent()).isEqualTo(stage.traceparent());
            }
            assertThat(traces.traceparent()).isEqualTo(batch.traceparent());
        }
    }

    @Test
    void eachTimeThatABatchIsHandedOutIsATraceOfItsOwn() {
        try (var first = traces.begin("dispatch", BATCH);
                var again = traces.begin("dispatch", BATCH)) {
            assertThat(first.traceId()).isPresent().isNotEqualTo(again.traceId());
        }
    }

    @Test
    void callForManyBatchesIsNoPartOfTheirTraces() {
        assertThat(traces.joint("lease together", List.of(Optional.<String>empty()), Function.identity()))
                .isSameAs(BatchSpan.NONE);

        try (var call = traces.joint("lease together", List.of(PARENT, Optional.empty()), Function.identity())) {
            assertThat(call.traceId()).isPresent().isNotEqualTo(Optional.of(TRACE));
        }
    }

    @Test
    void partThatWasNotDealtWithIsNotSent() {
        var sent = new ArrayList<SpanData>();
        var exporting = BatchTraces.over(OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(new Kept(sent)))
                        .build())
                .build());
        var batches = List.of(new BatchId(1), new BatchId(2), new BatchId(3));

        try (var spans = exporting.served(
                "grant key",
                batches,
                Function.identity(),
                batch -> batch.value() == 1 ? Optional.empty() : PARENT,
                Optional.empty())) {
            spans.drop(part -> part == 2);
        }

        assertThat(sent)
                .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("signet.batch.id")))
                .containsExactly("2");
    }

    private record Kept(List<SpanData> spans) implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> batch) {
            spans.addAll(batch);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
