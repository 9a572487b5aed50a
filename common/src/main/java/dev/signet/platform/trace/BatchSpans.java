package dev.signet.platform.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Some that are open at once, one for each part of a call. */
public final class BatchSpans implements AutoCloseable {
    static final BatchSpans NONE = new BatchSpans(List.of());

    private final List<BatchSpan> spans;

    BatchSpans(List<BatchSpan> spans) {
        this.spans = new ArrayList<>(spans);
    }

    /** Those parts were not dealt with in this call: as if they had not been in it. */
    public void drop(IntPredicate part) {
        for (var i = 0; i < spans.size(); i++) {
            if (part.test(i)) {
                spans.set(i, BatchSpan.NONE);
            }
        }
    }

    @Override
    public void close() {
        spans.forEach(BatchSpan::close);
    }
}
