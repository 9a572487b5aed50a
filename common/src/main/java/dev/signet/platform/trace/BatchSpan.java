package dev.signet.platform.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.Optional;

/** One stage of a batch, from when it was begun until it is closed, by the same thread if it is that thread's current one. */
public final class BatchSpan implements AutoCloseable {
    static final BatchSpan NONE = new BatchSpan(Span.getInvalid(), Scope.noop());

    private final Span span;
    private final Scope scope;

    BatchSpan(Span span, Scope scope) {
        this.span = span;
        this.scope = scope;
    }

    /** Adds an attribute {@code signet.<name>}. */
    public BatchSpan with(String name, Object value) {
        if (span.isRecording()) {
            span.setAttribute(AttributeKey.stringKey("signet." + name), value.toString());
        }
        return this;
    }

    /** It did not come to its end. */
    public void fail(String reason) {
        span.setStatus(StatusCode.ERROR, reason);
    }

    /** What others need in order to go on from here; empty when no traces are made. */
    public Optional<String> traceparent() {
        return span.getSpanContext().isValid() ? TraceParent.of(span) : Optional.empty();
    }

    /** By which the trace is found; empty when no traces are made. */
    public Optional<String> traceId() {
        return span.getSpanContext().isValid()
                ? Optional.of(span.getSpanContext().getTraceId())
                : Optional.empty();
    }

    @Override
    public void close() {
        scope.close();
        span.end();
    }
}
