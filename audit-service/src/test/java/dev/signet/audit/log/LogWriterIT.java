package dev.signet.audit.log;

import static dev.signet.audit.log.AppendTransactionIT.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.audit.RunningAudit;
import dev.signet.audit.database.Partitions;
import dev.signet.audit.event.Submission;
import dev.signet.audit.log.Outcome.Committed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class LogWriterIT {
    private static RunningAudit audit;

    private final String source = "/" + UUID.randomUUID();

    @BeforeAll
    static void start(@TempDir Path directory) {
        audit = RunningAudit.start(directory);
    }

    @AfterAll
    static void stop() {
        audit.close();
    }

    @Test
    void whatManyBringAtOnceIsCommittedTogetherAndAnsweredApart() {
        var writer = audit.bean(LogWriter.class);
        var before = commits();

        var answers = audit.bean(TransactionTemplate.class).execute(_ -> {
            audit.jdbc().sql("SELECT 1 FROM log_head FOR UPDATE").query().singleRow(); // nobody can append
            var waiting = new ArrayList<>(List.of(append(writer, 0, 1)));
            audit.database().awaitBackendWaitingForLock(); // the first is alone in its group
            IntStream.range(1, 50).forEach(i -> waiting.add(append(writer, i, 20)));
            return waiting;
        });

        var numbers = answers.stream()
                .flatMap(answer -> answer.join().stream())
                .map(outcome -> ((Committed) outcome).seq())
                .toList();
        assertThat(numbers).hasSize(1 + 49 * 20).doesNotHaveDuplicates();
        assertThat(commits() - before).isLessThan(10);
    }

    @Test
    void oneThatTheDatabaseRefusesDoesNotSpoilItsGroup() {
        var groups = audit.bean(LogGroups.class);
        var rows = new ArrayList<>(IntStream.range(0, 20)
                .mapToObj(i -> Row.of(new Submission(event(source, "ok-" + i, "{}"))))
                .toList());
        var poison = new Row(
                new Submission(event(source, "poison", null)),
                CopyFields.of(event(source, "poison", "{\"a\":\"\\u0000\"}")));
        rows.add(7, poison);

        var outcomes = groups.commit(List.of(rows.subList(0, 10), rows.subList(10, 21))).stream()
                .flatMap(List::stream)
                .toList();

        assertThat(outcomes.get(7)).isInstanceOf(Outcome.Refused.class);
        assertThat(outcomes).filteredOn(Committed.class::isInstance).hasSize(20);
        assertThat(countOfSource()).isEqualTo(20);
    }

    @Test
    void commitWhoseAnswerIsLostIsRepeatedWithoutASecondEvent() {
        var losing = new LogGroups(
                new AppendTransaction(
                        audit.jdbc(),
                        audit.bean(JdbcOperations.class),
                        audit.bean(Submissions.class),
                        new TransactionTemplate(new LosesItsAnswer(audit.bean(PlatformTransactionManager.class)))),
                audit.bean(Partitions.class),
                audit.bean(LogHead.class));
        var rows = List.of(Row.of(new Submission(event(source, "once", "{}"))));

        assertThatThrownBy(() -> losing.commit(List.of(rows))).isInstanceOf(DataAccessResourceFailureException.class);

        assertThat(countOfSource()).isEqualTo(1); // it was committed, and its submitter does not know
        var again = audit.bean(LogWriter.class).append(List.of(new Submission(event(source, "once", "{}"))));
        assertThat(again)
                .singleElement()
                .isInstanceOfSatisfying(
                        Committed.class,
                        committed -> assertThat(audit.jdbc()
                                        .sql("SELECT seq FROM event WHERE source = :source")
                                        .param("source", source)
                                        .query(Long.class)
                                        .single())
                                .isEqualTo(committed.seq()));
    }

    private CompletableFuture<List<Outcome>> append(LogWriter writer, int group, int count) {
        var submissions = IntStream.range(0, count)
                .mapToObj(i -> new Submission(event(source, group + "-" + i, "{}")))
                .toList();
        var started = new CompletableFuture<Void>();
        var answer = CompletableFuture.supplyAsync(
                () -> {
                    started.complete(null);
                    return writer.append(submissions);
                },
                Thread::startVirtualThread);
        started.join();
        return answer;
    }

    private static long commits() {
        return audit.jdbc()
                .sql("SELECT count(DISTINCT received_at) FROM event")
                .query(Long.class)
                .single();
    }

    private long countOfSource() {
        return audit.jdbc()
                .sql("SELECT count(*) FROM event WHERE source = :source")
                .param("source", source)
                .query(Long.class)
                .single();
    }

    /** Commits, and says that it does not know. */
    private record LosesItsAnswer(PlatformTransactionManager real) implements PlatformTransactionManager {
        @Override
        public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
            return real.getTransaction(definition);
        }

        @Override
        public void commit(TransactionStatus status) {
            real.commit(status);
            throw new DataAccessResourceFailureException("the commit was not confirmed");
        }

        @Override
        public void rollback(TransactionStatus status) {
            real.rollback(status);
        }
    }
}
