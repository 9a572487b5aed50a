package dev.signet.collection.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.collection.Protocol;
import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.keyring.KnownKeyrings;
import dev.signet.contract.KeyringName;
import dev.signet.contract.RecordId;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which ids the records of a keyring have, and in which partitions they lie. */
class KeyringIdsIT {
    private static final long STRETCH = 1L << 40;

    private final Protocol protocol = Protocol.start("signet.keyrings=invoices,mail");
    private final KnownKeyrings keyrings = protocol.get(KnownKeyrings.class);
    private final Keyring invoices = protocol.keyring("invoices");
    private final Keyring mail = protocol.keyring("mail");
    private final Partitions partitions = new Partitions(protocol.jdbc(), keyrings);
    private final RecordWriter writer =
            new RecordWriter(protocol.get(JdbcTemplate.class), protocol.get(PlanningLock.class), partitions);

    @AfterEach
    void close() {
        protocol.close();
    }

    @Test
    void idsLieInTheStretchOfTheirKeyring() {
        assertThat(append(Keyring.DEFAULT, 3)).isEqualTo(range(1, 3));
        assertThat(append(invoices, 3)).isEqualTo(range(STRETCH, STRETCH + 2));
        assertThat(append(mail, 3)).isEqualTo(range(2 * STRETCH, 2 * STRETCH + 2));
        assertThat(append(Keyring.DEFAULT, 1)).isEqualTo(range(4, 4));

        assertThat(keyrings.nameOf(new RecordId(STRETCH - 1))).isEqualTo(KeyringName.DEFAULT);
        assertThat(keyrings.nameOf(new RecordId(STRETCH))).isEqualTo(invoices.name());
    }

    @Test
    void theLastIdOfTheLastKeyringIsExactInJavaScript() {
        assertThat(new Keyring(8191, new KeyringName("last")).past()).isEqualTo(1L << 53);
    }

    @Test
    void eachKeyringHasRangesOfItsOwnThatBeginWithIt() {
        append(invoices, 10);

        assertThat(ranges()).contains(0L, STRETCH, STRETCH + 10_000_000, 2 * STRETCH);
        assertThat(protocol.jdbc()
                        .sql("SELECT DISTINCT tableoid::regclass::text FROM record")
                        .query(String.class)
                        .single())
                .isEqualTo("record_" + STRETCH);
    }

    @Test
    void importThatOutrunsTheRangesOfItsKeyringMakesThoseThatLack() {
        smallRanges();
        append(invoices, 1);
        skipTo(invoices, pastOf(invoices) - 1);

        var ids = append(invoices, 1000);

        assertThat(pastOf(invoices)).isGreaterThan(ids.last().value() + 100);
        assertThat(pastOf(mail)).isEqualTo(2 * STRETCH + 20_000_000);
    }

    @Test
    void importThatMakesRangesHoldsUpNobodyWhoWritesToAnotherKeyring() {
        smallRanges();
        skipTo(invoices, pastOf(invoices) - 1);

        protocol.inTransaction(() -> {
            writer.append(invoices, payloads(250));
            var other = protocol.elsewhere(() -> append(Keyring.DEFAULT, 10));
            assertThat(other.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(range(1, 10));
            return null;
        });
    }

    @Test
    void noRangeAndNoIdReachesIntoTheNextStretch() {
        smallRanges();
        protocol.jdbc()
                .sql("UPDATE id_range SET past = :past WHERE keyring = 1")
                .param("past", 2 * STRETCH - 150)
                .update();
        skipTo(invoices, 2 * STRETCH - 151);

        append(invoices, 150);
        partitions.keepAhead();

        assertThat(pastOf(invoices)).isEqualTo(2 * STRETCH);
        assertThatThrownBy(() -> append(invoices, 1))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("reached maximum value");
    }

    @Test
    void idsOfTheDefaultOneEndBeforeTheNext() {
        skipTo(Keyring.DEFAULT, STRETCH - 1);

        assertThatThrownBy(() -> append(Keyring.DEFAULT, 1))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("reached maximum value");
    }

    @Test
    void listsOfAKeyringLookIntoItsRangesAlone() {
        List.of(Keyring.DEFAULT, invoices, mail).forEach(this::recordsOfEveryStatus);
        var lists = new RecordLists(protocol.jdbc());

        assertRangesOfInvoicesAlone("record", () -> lists.page(invoices, null, 0, 50));
        for (var status : RecordStatus.values()) {
            assertRangesOfInvoicesAlone("record", () -> lists.page(invoices, status, 0, 50));
        }
        assertRangesOfInvoicesAlone("signature", () -> lists.page(invoices, RecordStatus.SIGNED, 0, 50));
    }

    @Test
    void listsOfAKeyringHoldItsRecordsAlone() {
        List.of(Keyring.DEFAULT, invoices, mail).forEach(this::recordsOfEveryStatus);
        var lists = new RecordLists(protocol.jdbc());

        assertThat(lists.page(invoices, null, 0, 50).items())
                .hasSize(10)
                .allMatch(record -> record.id().value() >> 40 == 1);
        assertThat(lists.page(invoices, RecordStatus.SIGNED, 0, 50).items()).hasSize(4);
        assertThat(lists.page(invoices, RecordStatus.QUARANTINED, 0, 50).items())
                .hasSize(1);
        assertThat(lists.page(invoices, RecordStatus.UNSIGNED, 0, 50).items()).hasSize(5);
        var first = lists.page(Keyring.DEFAULT, null, 0, 5).items();
        assertThat(first).hasSize(5);
        assertThat(lists.page(Keyring.DEFAULT, null, first.getLast().id().value(), 50)
                        .items())
                .hasSize(5);
    }

    private void assertRangesOfInvoicesAlone(String table, Runnable list) {
        assertThat(protocol.rangesTouched(table, list))
                .isNotEmpty()
                .allMatch(range -> range.startsWith(table + "_10995"));
    }

    /** Four that are signed, one in quarantine, five that are in no batch. */
    private void recordsOfEveryStatus(Keyring keyring) {
        var signed = protocol.batch(keyring, 4);
        protocol.jdbc().sql("""
                        UPDATE batch
                           SET state = 'SIGNED', attempts = 1, key_id = 'key', token = id, lease_id = gen_random_uuid(),
                               algorithm = 'Ed25519', signed_at = clock_timestamp()
                         WHERE id = :id
                        """).param("id", signed.value()).update();
        protocol.jdbc().sql("""
                        INSERT INTO signature (record_id, batch_id, signature)
                        SELECT r.id, b.id, '' FROM batch b JOIN record r ON r.id BETWEEN b.first_record_id AND b.last_record_id
                         WHERE b.id = :id
                        """).param("id", signed.value()).update();
        protocol.jdbc()
                .sql("UPDATE batch SET state = 'QUARANTINED', last_error = 'it cannot be signed' WHERE id = :id")
                .param("id", protocol.batch(keyring, 1).value())
                .update();
        append(keyring, 5);
    }

    private IdRange append(Keyring keyring, int count) {
        return protocol.inTransaction(() -> writer.append(keyring, payloads(count)));
    }

    private static List<byte[]> payloads(int count) {
        return Collections.nCopies(count, new byte[] {'1'});
    }

    private void smallRanges() {
        protocol.jdbc().sql("UPDATE id_range SET size = 100").update();
    }

    /** The next id is the one after this. */
    private void skipTo(Keyring keyring, long id) {
        protocol.jdbc()
                .sql("SELECT setval(ids, :id) FROM keyring WHERE number = :keyring")
                .param("id", id)
                .param("keyring", keyring.number())
                .query(Long.class)
                .single();
    }

    private long pastOf(Keyring keyring) {
        return protocol.count("SELECT past FROM id_range WHERE keyring = " + keyring.number());
    }

    private List<Long> ranges() {
        return protocol.jdbc()
                .sql("SELECT first FROM attached_ranges()")
                .query((row, _) -> row.getLong(1))
                .list();
    }

    private static IdRange range(long first, long last) {
        return new IdRange(new RecordId(first), new RecordId(last));
    }
}
