package dev.signet.collection.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.collection.Protocol;
import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.keyring.KnownKeyrings;
import dev.signet.contract.RecordId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

class PartitionsIT {
    private final Protocol protocol = Protocol.start("signet.batch-size=10", "signet.linger=0s");
    private final Partitions partitions = new Partitions(protocol.jdbc(), protocol.get(KnownKeyrings.class));
    private final RecordWriter writer =
            new RecordWriter(protocol.get(JdbcTemplate.class), protocol.get(PlanningLock.class), partitions);

    @AfterEach
    void close() {
        protocol.close();
    }

    @Test
    void importThatOutrunsTheRangesMakesThoseThatLack() {
        protocol.rangesOf(100);

        var ids = append(1000);

        assertThat(protocol.count("SELECT count(*) FROM record")).isEqualTo(1000);
        assertThat(rangeOf("record", ids.last().value()))
                .isEqualTo("record_" + ids.last().value() / 100 * 100);
        assertThat(protocol.count("SELECT past FROM id_range WHERE keyring = 0"))
                .isGreaterThan(ids.last().value() + 100);
    }

    @Test
    void twoImportsThatCrossABoundaryAtOnceTakeTurns() {
        protocol.rangesOf(100);

        var second = protocol.inTransaction(() -> {
            writer.append(Keyring.DEFAULT, payloads(350));
            var late = protocol.elsewhere(() -> append(350));
            protocol.database().awaitBackendWaitingForLock();
            return late;
        });
        second.join();

        assertThat(protocol.count("SELECT count(*) FROM record")).isEqualTo(700);
    }

    @Test
    void aWholeRangeIsMadeAheadBeforeAnybodyNeedsIt() {
        protocol.rangesOf(100);
        append(120);

        partitions.keepAhead();

        var last = protocol.count("SELECT last_value FROM record_id");
        assertThat(protocol.count("SELECT past FROM id_range WHERE keyring = 0"))
                .isBetween(last + 100, last + 200);
    }

    @Test
    void rangeThatWasTakenOffIsNeverMadeAgainAndItsIdsAreRefused() {
        protocol.rangesOf(100);
        var first = append(10).first().value();
        append(150);
        takeOff("record", first);

        partitions.keepAhead();
        append(500);

        assertThat(ranges()).doesNotContain(first);
        assertThatThrownBy(() -> protocol.jdbc()
                        .sql("INSERT INTO record (id, payload) VALUES (:id, 'again')")
                        .param("id", first)
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("no partition");
        assertThatThrownBy(() -> protocol.jdbc()
                        .sql("UPDATE id_range SET past = :first")
                        .param("first", first)
                        .update())
                .hasMessageContaining("not made again");
    }

    @Test
    void eachListLooksIntoTheRangesOfItsPageAlone() {
        protocol.rangesOf(100);
        var first = append(100).first().value();
        append(1900);
        protocol.jdbc()
                .sql("INSERT INTO signature SELECT id, 1, '' FROM record")
                .update();
        var lists = new RecordLists(protocol.jdbc());

        assertThat(protocol.rangesTouched("record", () -> lists.page(Keyring.DEFAULT, null, first + 210, 50)))
                .containsExactly("record_" + (first + 200));
        for (var table : List.of("record", "signature")) {
            assertThat(protocol.rangesTouched(
                            table, () -> lists.page(Keyring.DEFAULT, RecordStatus.SIGNED, first + 310, 50)))
                    .containsExactly(table + "_" + (first + 300));
        }
        assertThat(protocol.rangesTouched(
                        "record", () -> lists.page(Keyring.DEFAULT, RecordStatus.UNSIGNED, first + 510, 50)))
                .containsExactly("record_" + (first + 500));
        assertThat(protocol.rangesTouched(
                        "record",
                        () -> new RecordDetails(protocol.jdbc(), protocol.get(KnownKeyrings.class))
                                .find(new RecordId(first + 1234))))
                .containsExactly("record_" + (first + 1200));
    }

    @Test
    void notEvenTheOwnerChangesAnythingInARangeByMistake() {
        protocol.rangesOf(100);
        var made = rangeOf("record", append(1).first().value());

        for (var sql : List.of("UPDATE %s SET payload = ''", "DELETE FROM %s", "TRUNCATE %s")) {
            assertThatThrownBy(() -> protocol.jdbc().sql(sql.formatted(made)).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("append-only");
        }
        takeOff("record", 0);
        assertThatThrownBy(() -> protocol.jdbc().sql("DELETE FROM record_0").update())
                .hasMessageContaining("append-only");
    }

    private IdRange append(int count) {
        return protocol.inTransaction(() -> writer.append(Keyring.DEFAULT, payloads(count)));
    }

    private static List<byte[]> payloads(int count) {
        return Collections.nCopies(count, new byte[] {'1'});
    }

    private void takeOff(String table, long first) {
        protocol.jdbc()
                .sql("ALTER TABLE %1$s DETACH PARTITION %1$s_%2$d".formatted(table, first))
                .update();
    }

    private List<Long> ranges() {
        return protocol.jdbc()
                .sql("SELECT first FROM attached_ranges()")
                .query((row, _) -> row.getLong(1))
                .list();
    }

    private String rangeOf(String table, long id) {
        return protocol.jdbc()
                .sql("SELECT tableoid::regclass::text FROM " + table + " WHERE id = :id")
                .param("id", id)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .single();
    }
}
