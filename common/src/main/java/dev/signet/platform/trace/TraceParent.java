package dev.signet.platform.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A span as text on the wire: W3C Trace Context's {@code traceparent}. */
public final class TraceParent {
    /** The name of the header, over HTTP and AMQP alike. */
    public static final String HEADER = "traceparent";

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<String> ONE_VALUE = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return HEADER.equals(key) ? carrier : null;
        }
    };

    static Optional<String> of(Span span) {
        var carrier = new HashMap<String, String>();
        W3C.inject(Context.root().with(span), carrier, (map, key, value) -> {
            if (map != null) {
                map.put(key, value);
            }
        });
        return Optional.ofNullable(carrier.get(HEADER));
    }

    /** Empty when the text is none. */
    static Optional<Context> read(String text) {
        return Optional.of(W3C.extract(Context.root(), text, ONE_VALUE))
                .filter(context -> Span.fromContext(context).getSpanContext().isValid());
    }

    private TraceParent() {}
}
