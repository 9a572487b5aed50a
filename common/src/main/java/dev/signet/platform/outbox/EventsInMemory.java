package dev.signet.platform.outbox;

import dev.signet.platform.outbox.OutboxRows.Refusal;
import dev.signet.platform.outbox.OutboxRows.Row;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of a service without a database, and so not of acts: these have a transaction that their event is in. As many as there is room for, gone with the process;
 * those that find none are counted and forgotten.
 */
class EventsInMemory implements EventRows {
    private static final Logger log = LoggerFactory.getLogger(EventsInMemory.class);

    private final int room;
    private final Counter dropped;
    private final Map<Long, String> waiting = new LinkedHashMap<>();
    private long last;

    EventsInMemory(int room, MeterRegistry meters) {
        this.room = room;
        this.dropped = Counter.builder("signet.outbox.dropped")
                .description("Events that found no room while the audit log was away")
                .register(meters);
    }

    /** Never waits for anybody who waits. */
    synchronized void add(String event) {
        if (waiting.size() < room) {
            waiting.put(++last, event);
            return;
        }
        if (dropped.count() == 0) {
            log.warn("The audit log has been away for so long that events are dropped from now on");
        }
        dropped.increment();
    }

    @Override
    public synchronized List<Row> oldest(int most) {
        var oldest = new ArrayList<Row>();
        waiting.forEach((id, event) -> {
            if (oldest.size() < most) {
                oldest.add(new Row(id, event));
            }
        });
        return oldest;
    }

    @Override
    public synchronized void settle(List<Long> committed, List<Refusal> refused) {
        waiting.keySet().removeAll(committed);
        refused.forEach(refusal -> waiting.remove(refusal.id()));
    }
}
