package dev.signet.audit.search;

import dev.signet.audit.event.Entry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds events by several things at once: goes down the index of one of them, a stride at a time, and looks at the rest. Two things that are frequent and
 * never met would take it through a tenth of the log; so it stops when a page has taken its time, and says how far it has come.
 */
@Repository
class Strides {
    private static final int STRIDE = 1_000;

    private static final String LOOKED_AT = """
            SELECT %s, %s AS wanted FROM stride ORDER BY seq DESC
            """.formatted(Entry.COLUMNS, EventFilter.CONDITIONS_BY_LOOKING);

    // event_source, event_subject, event_actor or event_outcome: with one of their conditions alone there is no other
    // way
    private static final String BY_COLUMN = """
            WITH stride AS MATERIALIZED (
                SELECT %s FROM event
                 WHERE %%s AND (received_at, seq) < (:before, :end) AND received_at >= :since AND seq >= :first
                 ORDER BY received_at DESC, seq DESC LIMIT :stride)
            """.formatted(Entry.COLUMNS) + LOOKED_AT;

    // event_type, once for each type
    private static final String BY_TYPES = """
            WITH stride AS MATERIALIZED (
                SELECT newest.* FROM unnest(:types::text[]) AS sought (type)
                 CROSS JOIN LATERAL (
                    SELECT %s FROM event
                     WHERE hashtextextended(event.type, 0) = hashtextextended(sought.type, 0) AND coalesce(event.type = sought.type, false)
                       AND (received_at, seq) < (:before, :end) AND received_at >= :since AND seq >= :first
                     ORDER BY received_at DESC, seq DESC LIMIT :stride) newest
                 ORDER BY received_at DESC, seq DESC LIMIT :stride)
            """.formatted(Entry.COLUMNS) + LOOKED_AT;

    // primary key
    private static final String BY_NUMBER = """
            WITH stride AS MATERIALIZED (
                SELECT %s FROM event
                 WHERE seq >= :first AND seq < :end AND received_at >= :since AND received_at <= :before
                 ORDER BY seq DESC LIMIT :stride)
            """.formatted(Entry.COLUMNS) + LOOKED_AT;

    private final JdbcClient jdbc;
    private final Moments moments;
    private final Duration patience;

    Strides(JdbcClient jdbc, Moments moments, SearchProperties settings) {
        this.jdbc = jdbc;
        this.moments = moments;
        this.patience = settings.searchPatience();
    }

    /** The newest first, at most {@code rows}. */
    Found newest(EventFilter filter, SeqRange range, int rows) {
        var step = step(filter);
        var found = new ArrayList<Entry>();
        var deadline = System.nanoTime() + patience.toNanos();
        var left = range;
        do {
            var stride = stride(step, filter, left);
            stride.stream()
                    .flatMap(looked -> Optional.ofNullable(looked.wanted()).stream())
                    .limit(rows - found.size())
                    .forEach(found::add);
            if (found.size() == rows || stride.size() < STRIDE) {
                return Found.all(found);
            }
            left = new SeqRange(range.first(), stride.getLast().seq());
        } while (System.nanoTime() < deadline);
        return new Found(found, Optional.of(left.end()));
    }

    private static String step(EventFilter filter) {
        return filter.indexed().map(BY_COLUMN::formatted).orElse(filter.types() == null ? BY_NUMBER : BY_TYPES);
    }

    private List<Looked> stride(String step, EventFilter filter, SeqRange range) {
        return filter.bind(jdbc.sql(step))
                .param("first", range.first())
                .param("end", range.end())
                .param("since", received(range.first()))
                .param("before", received(range.end() - 1))
                .param("stride", STRIDE)
                .query(Strides::look)
                .list();
    }

    private OffsetDateTime received(long seq) {
        return moments.received(seq).orElse(Instant.EPOCH).atOffset(ZoneOffset.UTC);
    }

    private static Looked look(ResultSet row, int number) throws SQLException {
        return new Looked(row.getLong("seq"), row.getBoolean("wanted") ? Entry.read(row, number) : null);
    }

    /** @param wanted the event, if it is all that it is to be */
    private record Looked(long seq, @Nullable Entry wanted) {}

    /**
     * A page, or what was found of it in time.
     *
     * @param lookedDownTo where to go on: of the events before this number nothing is known yet
     */
    record Found(List<Entry> entries, Optional<Long> lookedDownTo) {
        Found {
            entries = List.copyOf(entries);
        }

        static Found all(List<Entry> entries) {
            return new Found(entries, Optional.empty());
        }
    }
}
