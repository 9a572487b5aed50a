package dev.signet.collection.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.collection.Protocol;
import dev.signet.collection.keyring.Keyring;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The planner of a keyring looks into its ranges alone, by plans that were made once. */
class KeyringPlansIT {
    private final Protocol protocol =
            Protocol.start("signet.keyrings=default,invoices,mail", "signet.batch-size=5", "signet.linger=0s");
    private final Keyring invoices = protocol.keyring("invoices");
    private final Runs runs = protocol.get(Runs.class);

    @AfterEach
    void close() {
        protocol.close();
    }

    @Test
    void nothingOfOtherKeyringsIsRead() {
        protocol.records(Keyring.DEFAULT, 10);
        protocol.records(invoices, 10);
        protocol.records(protocol.keyring("mail"), 10);

        for (var work : new Runnable[] {
            () -> runs.work(invoices),
            () -> runs.hasLingered(invoices),
            () -> protocol.get(Planner.class).plan(invoices)
        }) {
            assertThat(protocol.rangesTouched("record", work))
                    .isNotEmpty()
                    .allMatch(range -> range.startsWith("record_10995"));
        }
    }
}
