package dev.signet.collection.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.collection.Protocol;
import dev.signet.collection.keyring.Keyring;
import dev.signet.contract.DispatchClaims.Request;
import dev.signet.contract.SigningTriggered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is handed out of several keyrings at once: none holds up another. */
class KeyringClaimsIT {
    private final Protocol protocol = Protocol.start("signet.keyrings=default,invoices,mail", "signet.lease.ttl=60s");
    private final Keyring invoices = protocol.keyring("invoices");
    private final Keyring mail = protocol.keyring("mail");
    private final Dispatch dispatch = protocol.get(Dispatch.class);

    @AfterEach
    void close() {
        protocol.close();
    }

    @Test
    void eachBatchSaysItsKeyring() {
        batches(1, Keyring.DEFAULT, invoices, mail);
        keys(1, Keyring.DEFAULT, invoices, mail);

        var claimed = dispatch.claim(Request.ofAll(100)).batches();

        assertThat(claimed)
                .allSatisfy(trigger -> assertThat(trigger.firstRecordId().value() >> 40)
                        .isEqualTo(
                                protocol.keyring(trigger.keyringName().value()).number()));
        assertThat(byKeyring(claimed)).isEqualTo(Map.of("default", 1L, "invoices", 1L, "mail", 1L));
        assertThat(claimed.stream().filter(trigger -> trigger.keyring().isEmpty()))
                .as("the default one is not named on the wire")
                .hasSize(1);
    }

    @Test
    void dispatcherOfBeforeThatKnowsNoKeyringsGetsThoseOfTheDefaultOneAlone() {
        batches(2, Keyring.DEFAULT, invoices);
        keys(10, Keyring.DEFAULT, invoices);

        assertThat(byKeyring(dispatch.claim(new Request(100, Optional.empty())).batches()))
                .isEqualTo(Map.of("default", 2L));
    }

    @Test
    void whatTheBrokerHasNoQueueForIsNotHandedOut() {
        batches(2, Keyring.DEFAULT, invoices, mail);
        keys(10, Keyring.DEFAULT, invoices, mail);

        var claimed = dispatch.claim(new Request(100, Optional.of(List.of(Keyring.DEFAULT.name(), mail.name()))));

        assertThat(byKeyring(claimed.batches())).isEqualTo(Map.of("invoices", 2L));
    }

    @Test
    void enormousBacklogOfOneHoldsUpNoOther() {
        batches(60, Keyring.DEFAULT);
        batches(6, invoices);
        batches(3, mail);
        keys(1000, Keyring.DEFAULT, invoices, mail);

        assertThat(claim(15)).isEqualTo(Map.of("default", 6L, "invoices", 6L, "mail", 3L));
        assertThat(claim(15)).isEqualTo(Map.of("default", 15L));
    }

    @Test
    void whoeverIsFirstChangesWhereThereIsNotOneForEach() {
        batches(10, Keyring.DEFAULT, invoices, mail);
        keys(1000, Keyring.DEFAULT, invoices, mail);

        var three = List.of(claim(1), claim(1), claim(1));

        assertThat(three).containsExactlyInAnyOrder(Map.of("default", 1L), Map.of("invoices", 1L), Map.of("mail", 1L));
    }

    @Test
    void theWindowIsTwiceTheKeysOfTheKeyring() {
        batches(20, Keyring.DEFAULT, invoices, mail);
        keys(3, Keyring.DEFAULT);
        keys(1, invoices);

        assertThat(claim(100)).isEqualTo(Map.of("default", 6L, "invoices", 2L));
        assertThat(claim(100))
                .as("mail has no keys, the others have what they can use")
                .isEmpty();

        keys(2, mail);
        assertThat(claim(100)).isEqualTo(Map.of("mail", 4L));
    }

    @Test
    void pausedRunHoldsUpItsKeyringAlone() {
        batches(2, Keyring.DEFAULT, invoices);
        keys(10, Keyring.DEFAULT, invoices);
        protocol.jdbc()
                .sql("UPDATE run SET paused_at = now() WHERE keyring = 0")
                .update();

        assertThat(claim(100)).isEqualTo(Map.of("invoices", 2L));
        dispatch.makeAllDue();
        assertThat(claim(100)).as("what is overdue as well").isEqualTo(Map.of("invoices", 2L));
    }

    @Test
    void overdueOnesOfOneLeaveTheirPartToTheOthers() {
        batches(40, Keyring.DEFAULT);
        keys(20, Keyring.DEFAULT, invoices);
        dispatch.claim(Request.ofAll(40));
        dispatch.makeAllDue();
        batches(5, invoices);

        assertThat(claim(10)).isEqualTo(Map.of("default", 5L, "invoices", 5L));
    }

    @Test
    void backlogIsNotReadToFindWhatIsDue() {
        batches(1, Keyring.DEFAULT, invoices);
        protocol.jdbc().sql("""
                        INSERT INTO batch (run_id, first_record_id, last_record_id, size)
                        SELECT 1, 1000 + n, 1000 + n, 1 FROM generate_series(1, 3000) n
                        """).update();
        keys(1, invoices);

        assertThat(protocol.rowsRead("batch", () -> assertThat(claim(100)).isEqualTo(Map.of("invoices", 1L))))
                .isLessThan(30);
    }

    private void batches(int count, Keyring... keyrings) {
        for (var keyring : keyrings) {
            for (int i = 0; i < count; i++) {
                protocol.batch(keyring, 2);
            }
        }
    }

    private void keys(int usable, Keyring... keyrings) {
        for (var keyring : keyrings) {
            protocol.keys(keyring, usable);
        }
    }

    private Map<String, Long> claim(int limit) {
        return byKeyring(dispatch.claim(Request.ofAll(limit)).batches());
    }

    private static Map<String, Long> byKeyring(List<SigningTriggered> claimed) {
        return claimed.stream()
                .collect(Collectors.groupingBy(trigger -> trigger.keyringName().value(), Collectors.counting()));
    }
}
