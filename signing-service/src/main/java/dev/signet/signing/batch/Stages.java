package dev.signet.signing.batch;

import dev.signet.platform.trace.BatchSpan;
import dev.signet.platform.trace.BatchTraces;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where the time of a batch goes: a span of each stage, where traces are made. */
@Component
class Stages {
    private final BatchTraces traces;

    Stages(BatchTraces traces) {
        this.traces = traces;
    }

    /** The thread is at this stage until it is closed. */
    BatchSpan begin(String stage) {
        return traces.stage(stage);
    }

    /** What others need to know in order to go on with the trace of the batch. */
    Optional<String> traceparent() {
        return traces.traceparent();
    }
}
