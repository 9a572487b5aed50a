package dev.signet.audit.search;

import dev.signet.audit.event.Entry;
import dev.signet.audit.search.Strides.Found;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds events, the newest first. The planner knows how often a value occurs, but not when: so it is never left the choice between an index on what is
 * wanted and walking down all events until enough were found.
 */
@Repository
public class Events {
    // Where what is wanted is frequent, so many of the newest hold a page of it; where it is not, an index has few
    // entries.
    private static final long WALK = 10_000;

    private static final String BY_SEQ = "SELECT " + Entry.COLUMNS + " FROM event WHERE seq = :seq";
    private static final String BY_KEY = "SELECT seq FROM submission WHERE key = :key";

    // primary key
    private static final String DOWN = """
            SELECT %s FROM event
             WHERE seq >= :first AND seq < :end AND %s
             ORDER BY seq DESC LIMIT :rows
            """.formatted(Entry.COLUMNS, EventFilter.CONDITIONS_BY_LOOKING);

    // primary key
    private static final String UP = """
            SELECT %s FROM event
             WHERE seq >= :first AND seq < :end AND %s
             ORDER BY seq LIMIT :rows
            """.formatted(Entry.COLUMNS, EventFilter.CONDITIONS_BY_LOOKING);

    // event_source, event_subject, event_actor or event_outcome, whichever is wanted
    private static final String BY_COLUMNS = """
            SELECT %s FROM event
             WHERE %%s AND (received_at, seq) < (:before, :end) AND received_at >= :since AND seq >= :first
             ORDER BY received_at DESC, seq DESC LIMIT :rows
            """.formatted(Entry.COLUMNS);

    // event_type, once for each type
    private static final String BY_TYPES = """
            SELECT newest.* FROM unnest(:types::text[]) AS wanted (type)
             CROSS JOIN LATERAL (
                SELECT %s FROM event
                 WHERE hashtextextended(event.type, 0) = hashtextextended(wanted.type, 0) AND coalesce(event.type = wanted.type, false)
                   AND (received_at, seq) < (:before, :end) AND received_at >= :since AND seq >= :first
                 ORDER BY received_at DESC, seq DESC LIMIT :rows) newest
             ORDER BY received_at DESC, seq DESC LIMIT :rows
            """.formatted(Entry.COLUMNS);

    // event_data: all that match, before any order is asked for and before the numbers are looked at: the planner could
    // take the primary key instead, and look at the data of everything in their range
    private static final String BY_DATA = """
            WITH matching AS MATERIALIZED (
                SELECT seq, received_at FROM event
                 WHERE received_at >= :since AND received_at <= :before AND %s),
            newest AS MATERIALIZED (
                SELECT seq, received_at FROM matching WHERE seq >= :first AND seq < :end ORDER BY seq DESC LIMIT :rows)
            SELECT %s FROM newest JOIN event USING (seq, received_at) ORDER BY seq DESC
            """.formatted(EventFilter.CONDITIONS, Entry.COLUMNS);

    private final JdbcClient jdbc;
    private final Moments moments;
    private final Strides strides;

    Events(JdbcClient jdbc, Moments moments, Strides strides) {
        this.jdbc = jdbc;
        this.moments = moments;
        this.strides = strides;
    }

    public Optional<Entry> bySeq(long seq) {
        return jdbc.sql(BY_SEQ).param("seq", seq).query(Entry::read).optional();
    }

    /** @param key as a submission has it */
    Optional<Long> seqOf(UUID key) {
        return jdbc.sql(BY_KEY).param("key", key).query(Long.class).optional();
    }

    /** In the order of their numbers. Looks at every event of the range. */
    public List<Entry> up(EventFilter filter, SeqRange range, int rows) {
        return query(UP, filter, range, rows).query(Entry::read).list();
    }

    /** The newest first. */
    Found newest(EventFilter filter, SeqRange range, int rows) {
        if (range.isEmpty() || (filter.types() != null && filter.types().isEmpty())) {
            return Found.all(List.of());
        }
        if (filter.isEmpty() || range.length() <= WALK) {
            return Found.all(down(filter, range, rows));
        }
        if (filter.isServedByOneIndex()) {
            return Found.all(byIndex(filter, range, rows));
        }
        return filter.data() == null ? strides.newest(filter, range, rows) : Found.all(byData(filter, range, rows));
    }

    private List<Entry> byData(EventFilter filter, SeqRange range, int rows) {
        var recent = new SeqRange(range.end() - WALK, range.end());
        var found = new ArrayList<>(down(filter, recent, rows));
        if (found.size() < rows) {
            found.addAll(byIndex(filter, new SeqRange(range.first(), recent.first()), rows - found.size()));
        }
        return found;
    }

    private List<Entry> down(EventFilter filter, SeqRange range, int rows) {
        return query(DOWN, filter, range, rows).query(Entry::read).list();
    }

    private List<Entry> byIndex(EventFilter filter, SeqRange range, int rows) {
        var byOneIndex = filter.indexed().map(BY_COLUMNS::formatted).orElse(BY_TYPES);
        return query(filter.data() != null ? BY_DATA : byOneIndex, filter, range, rows)
                .param("since", time(moments.received(range.first()).orElse(Instant.EPOCH)))
                .param("before", time(moments.received(range.end() - 1).orElse(Instant.EPOCH)))
                .query(Entry::read)
                .list();
    }

    private JdbcClient.StatementSpec query(String statement, EventFilter filter, SeqRange range, int rows) {
        return filter.bind(jdbc.sql(statement))
                .param("first", range.first())
                .param("end", range.end())
                .param("rows", rows);
    }

    private static OffsetDateTime time(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
