package dev.signet.audit.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.audit.RunningAudit;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionsIT {
    private static final String DROP_ALL = """
            DO $$ DECLARE p text; BEGIN
                FOR p IN SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'audit.event'::regclass LOOP
                    EXECUTE 'DROP TABLE ' || p;
                END LOOP;
            END $$
            """;

    private static final String COUNT = "SELECT count(*) FROM pg_inherits WHERE inhparent = 'audit.event'::regclass";

    @Test
    void monthsThatHaveNoneAreMadeAheadAndWhenTheyAreMissing(@TempDir Path directory) {
        try (var audit = RunningAudit.start(directory)) {
            assertThat(partitions(audit)).isEqualTo(3);
            audit.tamper(DROP_ALL);

            var answer = audit.submit(RunningAudit.event("/s", "first of its month", "t", "{}"));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(partitions(audit)).isEqualTo(3);
        }
    }

    @Test
    void whatWasSubmittedIsKnownAfterItsPartitionHasGone(@TempDir Path directory) {
        try (var audit = RunningAudit.start(directory)) {
            var event = RunningAudit.event("/s", "1", "t", "{}");
            var first = audit.submit(event).body();
            audit.tamper(DROP_ALL);

            assertThat(audit.submit(event).body()).isEqualTo(first);
            assertThat(audit.submit(RunningAudit.event("/s", "1", "t", "{\"other\":1}"))
                            .statusCode())
                    .isEqualTo(409);
        }
    }

    private static long partitions(RunningAudit audit) {
        return audit.jdbc().sql(COUNT).query(Long.class).single();
    }
}
