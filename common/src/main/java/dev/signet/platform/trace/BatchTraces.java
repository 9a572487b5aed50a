package dev.signet.platform.trace;

import dev.signet.contract.BatchId;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes the spans of batches: one trace for each time that a batch is handed out. Calls that carry many batches are spans of their own, which are linked
 * with those of the batches and never their parents. Switched off, it makes nothing and costs the look at a field.
 */
public final class BatchTraces implements AutoCloseable {
    private static final String BATCH = "signet.batch.id";

    private final Tracer tracer;
    private final boolean on;
    private final AutoCloseable export;

    private BatchTraces(OpenTelemetry telemetry, boolean on, AutoCloseable export) {
        this.tracer = telemetry.getTracer("dev.signet");
        this.on = on;
        this.export = export;
    }

    public static BatchTraces off() {
        return new BatchTraces(OpenTelemetry.noop(), false, () -> {});
    }

    /** Sends them as the settings say. */
    public static BatchTraces exporting(TraceSettings settings) {
        return over(settings.sdk());
    }

    /** Makes them by this, which is closed with it. */
    public static BatchTraces over(OpenTelemetrySdk sdk) {
        return new BatchTraces(sdk, true, sdk);
    }

    /** A new trace: a batch is about to be handed out. Whoever begins it closes it, on whatever thread. */
    public BatchSpan begin(String name, BatchId batch) {
        return on ? notCurrent(of(name, SpanKind.PRODUCER, batch).setNoParent()) : BatchSpan.NONE;
    }

    /** Goes on with the trace of a message, or begins one if it has none. The thread's current span until it is closed. */
    public BatchSpan received(String name, BatchId batch, Optional<String> traceparent) {
        if (!on) {
            return BatchSpan.NONE;
        }
        var parent = traceparent.flatMap(TraceParent::read).orElseGet(Context::root);
        return current(of(name, SpanKind.CONSUMER, batch).setParent(parent), parent);
    }

    /** A part of the thread's current span, and the current one until it is closed. Nothing where there is none. */
    public BatchSpan stage(String name) {
        if (!on || !Span.current().getSpanContext().isValid()) {
            return BatchSpan.NONE;
        }
        return current(tracer.spanBuilder(name), Context.current());
    }

    /** The thread's current span. */
    public Optional<String> traceparent() {
        return on && Span.current().getSpanContext().isValid() ? TraceParent.of(Span.current()) : Optional.empty();
    }

    /**
     * One call for many batches.
     *
     * @param traceparent of each that it is made for; without any, nothing
     */
    public <T> BatchSpan joint(String name, Collection<T> parts, Function<T, Optional<String>> traceparent) {
        if (!on) {
            return BatchSpan.NONE;
        }
        var spans = parts.stream().map(traceparent).flatMap(Optional::stream).toList();
        if (spans.isEmpty()) {
            return BatchSpan.NONE;
        }
        var joint = tracer.spanBuilder(name).setSpanKind(SpanKind.CLIENT).setNoParent();
        joint.setAttribute("signet.batches", spans.size());
        spans.forEach(span -> link(joint, span));
        return notCurrent(joint);
    }

    /**
     * The batches of a call or of a group of messages, each as a part of its own trace; those without one are left out.
     *
     * @param with the traceparent of the call itself, with which each is linked
     */
    public <T> BatchSpans served(
            String name,
            Collection<T> parts,
            Function<T, BatchId> batch,
            Function<T, Optional<String>> traceparent,
            Optional<String> with) {
        if (!on) {
            return BatchSpans.NONE;
        }
        return new BatchSpans(parts.stream()
                .map(part -> served(name, batch.apply(part), traceparent.apply(part), with))
                .toList());
    }

    private BatchSpan served(String name, BatchId batch, Optional<String> traceparent, Optional<String> with) {
        var parent = traceparent.flatMap(TraceParent::read);
        if (parent.isEmpty()) {
            return BatchSpan.NONE;
        }
        var span = of(name, SpanKind.SERVER, batch).setParent(parent.get());
        with.ifPresent(call -> link(span, call));
        return notCurrent(span);
    }

    private SpanBuilder of(String name, SpanKind kind, BatchId batch) {
        return tracer.spanBuilder(name).setSpanKind(kind).setAttribute(BATCH, batch.toString());
    }

    private static void link(SpanBuilder span, String to) {
        TraceParent.read(to)
                .ifPresent(context -> span.addLink(Span.fromContext(context).getSpanContext()));
    }

    private static BatchSpan notCurrent(SpanBuilder builder) {
        return new BatchSpan(builder.startSpan(), Scope.noop());
    }

    @SuppressWarnings("MustBeClosedChecker") // the span closes it
    private static BatchSpan current(SpanBuilder builder, Context parent) {
        var span = builder.startSpan();
        return new BatchSpan(span, parent.with(span).makeCurrent());
    }

    /** Sends what is left. */
    @Override
    public void close() throws Exception {
        export.close();
    }
}
