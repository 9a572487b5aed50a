package dev.signet.system.fuzz;

import dev.signet.system.TestSystem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The ids that exist. A generated request names one as {@code <batch3>}, so that its seed makes the same request although the ids differ; which
 * is meant is found out when it is sent.
 */
final class Pools {
    private static final Pattern NAME = Pattern.compile("<([a-z]+)(\\d+)>");
    private static final int FRESH_FOR = 40;

    private static final Map<String, String> QUERIES = Map.of(
            "record", "SELECT id FROM collection.record ORDER BY id DESC LIMIT 100",
            "batch", "SELECT id FROM collection.batch ORDER BY id DESC LIMIT 60",
            "run", "SELECT id FROM collection.run ORDER BY id LIMIT 20",
            "key", "SELECT kid FROM keys.signing_key ORDER BY id LIMIT 20",
            "lease", "SELECT id FROM keys.key_lease ORDER BY (state <> 'CLOSED') DESC, granted_at DESC LIMIT 12",
            "request", "SELECT request_id FROM keys.key_lease ORDER BY granted_at DESC LIMIT 10");

    private final TestSystem system;
    private final Map<String, List<String>> pools = new HashMap<>();
    private int uses;

    Pools(TestSystem system) {
        this.system = system;
    }

    /** The text with each name replaced by the id it stands for. */
    String resolve(String text) {
        return NAME.matcher(text).replaceAll(found -> {
            var pool = pool(found.group(1));
            return pool.isEmpty() ? "1" : pool.get(Integer.parseInt(found.group(2)) % pool.size());
        });
    }

    private List<String> pool(String name) {
        if (uses++ % FRESH_FOR == 0) {
            pools.clear();
        }
        return pools.computeIfAbsent(name, this::read);
    }

    private List<String> statements(Statements statement) {
        try {
            return statement.read(system);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> read(String name) {
        var statement = Statements.named(name);
        if (statement != null) {
            return statements(statement);
        }
        var ids = new ArrayList<String>();
        var query = QUERIES.get(name);
        if (query == null) {
            return ids;
        }
        try {
            system.rows(query, row -> ids.add(row.getString(1)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return ids;
    }
}
