package dev.signet.collection.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.collection.Protocol;
import dev.signet.collection.keyring.Keyring;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sample of a keyring is of its newest run, and reads nothing of others. */
class KeyringSamplesIT {
    private final Protocol protocol = Protocol.start("signet.keyrings=default,invoices,mail");
    private final Keyring invoices = protocol.keyring("invoices");
    private final RunSamples samples = new RunSamples(protocol.jdbc());

    @AfterEach
    void close() {
        protocol.close();
    }

    @Test
    void eachKeyringsOwnNumbersAreShown() {
        protocol.batch(invoices, 3);
        protocol.batch(Keyring.DEFAULT, 5);
        protocol.records(invoices, 4);
        protocol.records(Keyring.DEFAULT, 6);

        assertThat(samples.newest(invoices).unplanned()).isEqualTo(4);
        assertThat(samples.newest(invoices).batchSize()).isEqualTo(3);
        assertThat(samples.newest(Keyring.DEFAULT).unplanned()).isEqualTo(6);
        assertThat(samples.newest(Keyring.DEFAULT).batchSize()).isEqualTo(5);
        assertThat(samples.newest(protocol.keyring("mail")).exists()).isFalse();
    }

    @Test
    void backlogIsNotReadForTheSample() {
        protocol.batch(Keyring.DEFAULT, 5);
        protocol.jdbc().sql("""
                        INSERT INTO batch (run_id, first_record_id, last_record_id, size)
                        SELECT 1, 1000 + n, 1000 + n, 1 FROM generate_series(1, 3000) n
                        """).update();

        assertThat(protocol.rowsRead("batch", () -> samples.newest(Keyring.DEFAULT)))
                .isLessThan(30);
    }

    @Test
    void nothingOfOtherKeyringsIsRead() {
        protocol.batch(Keyring.DEFAULT, 5);
        protocol.batch(invoices, 3);
        protocol.records(invoices, 4);
        protocol.batch(protocol.keyring("mail"), 3);

        assertThat(protocol.rangesTouched("record", () -> samples.newest(invoices)))
                .isNotEmpty()
                .allMatch(range -> range.startsWith("record_10995"));
        assertThat(protocol.rangesTouched("record", () -> samples.newest(Keyring.DEFAULT)))
                .isNotEmpty()
                .allMatch(range -> !range.startsWith("record_10995"));
    }
}
