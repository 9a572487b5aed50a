package dev.signet.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.audit.RunningAudit;
import dev.signet.audit.event.Event;
import dev.signet.audit.event.Submission;
import dev.signet.audit.log.Outcome.Committed;
import dev.signet.audit.log.Outcome.Differs;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;

class AppendTransactionIT {
    private static RunningAudit audit;

    private static AppendTransaction transaction;

    private final String source = "/" + UUID.randomUUID();

    @BeforeAll
    static void start(@TempDir Path directory) {
        audit = RunningAudit.start(directory);
        transaction = audit.bean(AppendTransaction.class);
    }

    @AfterAll
    static void stop() {
        audit.close();
    }

    @Test
    void numbersFollowEachOtherWithoutGaps() {
        var first = size();

        var outcomes = transaction.append(rows(0, 1000)).outcomes();
        transaction.append(rows(1000, 1));

        assertThat(outcomes)
                .extracting(outcome -> ((Committed) outcome).seq())
                .containsExactlyElementsOf(
                        LongStream.range(first, first + 1000).boxed().toList());
        assertThat(numbers())
                .containsExactlyElementsOf(
                        LongStream.range(first, first + 1001).boxed().toList());
        assertThat(size()).isEqualTo(first + 1001);
    }

    @Test
    void appendThatFailsTakesNoNumbers() {
        var before = size();
        var poison = new Row(
                new Submission(event(source, "poison", null)),
                CopyFields.of(event(source, "poison", "{\"a\":\"\\u0000\"}")));

        assertThatThrownBy(() -> transaction.append(List.of(rows(0, 1).getFirst(), poison)))
                .isInstanceOf(DataIntegrityViolationException.class);

        assertThat(size()).isEqualTo(before);
        assertThat(numbers()).isEmpty();
    }

    @Test
    void whatComesAgainIsAnsweredAsTheFirstTime() {
        var first = transaction.append(rows(0, 3)).outcomes();

        var again = transaction.append(rows(0, 4)).outcomes();

        assertThat(again.subList(0, 3)).isEqualTo(first);
        assertThat(numbers()).hasSize(4);
    }

    @Test
    void whatIsTwiceInOneGroupGetsInOnce() {
        var row = rows(0, 1).getFirst();

        var outcomes = transaction.append(List.of(row, row, row)).outcomes();

        assertThat(outcomes).hasSize(3).containsOnly(outcomes.getFirst());
        assertThat(numbers()).hasSize(1);
    }

    @Test
    void anotherEventUnderTheSameSourceAndIdIsToldApart() {
        var seq = ((Committed) transaction.append(rows(0, 1)).outcomes().getFirst()).seq();
        var other = Row.of(new Submission(event(source, "0", "{\"n\":1}")));

        assertThat(transaction.append(List.of(other, rows(0, 1).getFirst())).outcomes())
                .first()
                .isEqualTo(new Differs(seq));
        assertThat(numbers()).containsExactly(seq);
    }

    @Test
    void twoWritersAtOnceTakeTurnsAndNoNumberTwice() {
        var first = size();
        var template = audit.bean(TransactionTemplate.class);

        var second = template.execute(_ -> {
            transaction.append(rows(0, 10));
            var late = CompletableFuture.supplyAsync(() -> transaction.append(rows(5, 10)), Thread::startVirtualThread);
            audit.database().awaitBackendWaitingForLock(); // it really came while the first was not committed
            return late;
        });

        var outcomes = second.join();
        assertThat(outcomes.added())
                .hasSize(5); // the other five it has seen, although they were not committed when it began
        assertThat(numbers())
                .containsExactlyElementsOf(
                        LongStream.range(first, first + 15).boxed().toList());
        assertThat(size()).isEqualTo(first + 15);
    }

    @Test
    void timesNeverGoBackAlongTheNumbers() throws SQLException {
        transaction.append(rows(0, 1));
        // the clock of the database is an hour ahead, for a moment
        audit.tamper("UPDATE log_head SET received_at = clock_timestamp() + interval '1 hour'");
        try {
            transaction.append(rows(1, 1));
            transaction.append(rows(2, 1));

            assertThat(audit.jdbc()
                            .sql(
                                    "SELECT count(*) FROM event a JOIN event b ON b.seq = a.seq + 1 AND b.received_at < a.received_at")
                            .query(Long.class)
                            .single())
                    .isZero();
        } finally {
            audit.tamper(
                    "UPDATE event SET received_at = least(received_at, clock_timestamp()) WHERE source = '" + source
                            + "'",
                    "UPDATE log_head SET received_at = clock_timestamp()");
        }
    }

    @Test
    void theServiceItselfCannotChangeOrRemoveWhatItHasWritten() {
        transaction.append(rows(0, 1));

        for (var statement : List.of(
                "UPDATE event SET actor = 'nobody'",
                "DELETE FROM event",
                "TRUNCATE event",
                "UPDATE submission SET seq = 0",
                "DELETE FROM submission",
                "UPDATE tile SET n = 0",
                "DELETE FROM event_schema",
                "DELETE FROM log_head",
                "DROP TABLE event",
                "ALTER TABLE event DISABLE TRIGGER ALL",
                "CREATE TABLE mine (id int)",
                "SET session_replication_role = replica")) {
            assertThatThrownBy(() -> audit.jdbc().sql(statement).update())
                    .as(statement)
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .message()
                    .containsAnyOf("permission denied", "must be owner");
        }
    }

    @Test
    void notEvenTheOwnerChangesAnythingByMistake() throws SQLException {
        transaction.append(rows(0, 1));
        var partition = audit.jdbc()
                .sql("SELECT DISTINCT tableoid::regclass::text FROM event")
                .query(String.class)
                .list()
                .getFirst();
        try (var connection = audit.database().connect();
                var statement = connection.createStatement()) {
            statement.execute("SET search_path TO audit");
            for (var table : List.of("event", partition)) {
                for (var sql : List.of("UPDATE %s SET actor = 'x'", "DELETE FROM %s", "TRUNCATE %s")) {
                    assertThatThrownBy(() -> statement.execute(sql.formatted(table)))
                            .as(sql, table)
                            .hasMessageContaining("is append-only");
                }
            }
            assertThatThrownBy(() -> statement.execute("UPDATE log_head SET size = size - 1"))
                    .hasMessageContaining("does not get shorter");
        }
    }

    private List<Row> rows(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> Row.of(new Submission(event(source, Integer.toString(i), "{\"n\":" + i + "}"))))
                .toList();
    }

    static Event event(String source, String id, @Nullable String data) {
        return new Event(id, source, "test.happened", null, null, "alice", null, null, null, data);
    }

    private List<Long> numbers() {
        return audit.jdbc()
                .sql("SELECT seq FROM event WHERE source = :source ORDER BY seq")
                .param("source", source)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    private static long size() {
        return audit.jdbc().sql("SELECT size FROM log_head").query(Long.class).single();
    }
}
