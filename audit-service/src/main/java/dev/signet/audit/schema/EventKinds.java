package dev.signet.audit.schema;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The types of events that were ever submitted. */
@Repository
public class EventKinds {
    // Committed before the first event of the type is: a search by a prefix must not miss one.
    private static final String ADD = """
            INSERT INTO event_kind (type) SELECT DISTINCT unnest(:types::text[]) ORDER BY 1 ON CONFLICT DO NOTHING
            """;

    private static final String WITH_PREFIX = """
            SELECT type FROM event_kind WHERE starts_with(type, :prefix) ORDER BY type
            """;

    private static final String ALL = "SELECT type FROM event_kind ORDER BY type";

    private static final int MOST_REMEMBERED = 100_000;

    private final JdbcClient jdbc;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    EventKinds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps those that are new. */
    public void seen(Collection<String> types) {
        var unknown = types.stream().filter(type -> !known.contains(type)).collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            jdbc.sql(ADD).param("types", unknown.toArray(String[]::new)).update();
            if (known.size() < MOST_REMEMBERED) {
                known.addAll(unknown);
            }
        }
    }

    public List<String> withPrefix(String prefix) {
        return jdbc.sql(WITH_PREFIX)
                .param("prefix", prefix)
                .query((row, _) -> row.getString(1))
                .list();
    }

    List<String> all() {
        return jdbc.sql(ALL).query((row, _) -> row.getString(1)).list();
    }
}
