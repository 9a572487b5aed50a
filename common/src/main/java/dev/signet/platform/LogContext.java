package dev.signet.platform;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.MDC;

/** What each line that this thread logs is about, until it is closed: {@code run}, {@code batch}, {@code key}, {@code trace.id}. */
public final class LogContext implements AutoCloseable {
    private final List<String> names = new ArrayList<>(4);

    public LogContext with(String name, Object value) {
        MDC.put(name, value.toString());
        names.add(name);
        return this;
    }

    @Override
    public void close() {
        names.forEach(MDC::remove);
    }
}
