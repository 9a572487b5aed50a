package dev.signet.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** All that the database keeps, for those who search it. */
final class Dump {
    private static final String TABLES = """
            SELECT format('%I.%I', table_schema, table_name)
              FROM information_schema.tables
             WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
            """;

    private static final String CONTENTS = """
            SELECT encode(payload, 'escape') FROM collection.record
            UNION ALL
            SELECT encode(body, 'escape') FROM collection.parked_message
            """;

    /** Every row of every table, as text; payloads and parked messages also as they are. */
    static String tables(TestSystem system) {
        var all = new StringBuilder();
        for (var table : system.texts(TABLES)) {
            system.texts("SELECT t::text FROM %s t".formatted(table))
                    .forEach(row -> all.append(row).append('\n'));
        }
        system.texts(CONTENTS).forEach(all::append);
        return all.toString();
    }

    /** The files of the database, where they are ours to read. */
    static Optional<Path> files(TestSystem system) {
        return Optional.of(Path.of(system.texts("SHOW data_directory").getFirst()))
                .filter(Files::isReadable);
    }

    private Dump() {}
}
