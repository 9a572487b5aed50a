package dev.signet.collection.intake.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.collection.Protocol;
import dev.signet.collection.keyring.Keyring;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which rows are looked at for a page of a keyring's. */
class IntakeListsIT {
    private static final IntakeFilter ALL = filter(Optional.empty(), Optional.empty(), Optional.empty());
    private static final Optional<Instant> LATER = Optional.of(Instant.parse("9000-01-01T00:00:00Z"));

    private final Protocol protocol = Protocol.start("signet.keyrings=invoices,mail");
    private final Keyring invoices = protocol.keyring("invoices");
    private final Keyring mail = protocol.keyring("mail");
    private final IntakeLists lists = new IntakeLists(protocol.jdbc(), new SeenValues(protocol.jdbc()));

    @BeforeEach
    void store() {
        protocol.records(10);
        protocol.records(invoices, 10);
        protocol.records(mail, 10);
        protocol.jdbc().sql("""
                        INSERT INTO intake_row (record_id, type, occurred_at, user_ref, device_ref)
                        SELECT id, 'login', clock_timestamp(), 'u', 'd' FROM record
                        """).update();
    }

    @AfterEach
    void close() {
        protocol.close();
    }

    @Test
    void newestOfTheKeyringComeFirst() {
        var page = lists.page(invoices, ALL, Long.MAX_VALUE, 5);

        assertThat(page.items())
                .extracting(item -> item.recordId().value() - invoices.first())
                .containsExactly(9L, 8L, 7L, 6L, 5L);
        assertThat(lists.page(invoices, ALL, mail.first() + 5, 50).items()).hasSize(10);
        assertThat(lists.page(mail, ALL, invoices.first() + 5, 50).items()).isEmpty();
        assertThat(lists.page(Keyring.DEFAULT, ALL, Long.MAX_VALUE, 50).items()).hasSize(10);
    }

    @Test
    void rowsOfOtherKeyringsAreNotLookedAt() {
        var user = Optional.of("u");
        var device = Optional.of("d");
        var none = Optional.<String>empty();
        for (var filter : new IntakeFilter[] {
            ALL, filter(none, none, LATER), filter(user, none, LATER), filter(none, device, LATER)
        }) {
            assertThat(protocol.rangesTouched(
                            "intake_row", () -> lists.page(invoices, filter, Long.MAX_VALUE, 5)))
                    .isNotEmpty()
                    .allMatch(range -> range.startsWith("intake_row_10995"));
        }
    }

    private static IntakeFilter filter(Optional<String> user, Optional<String> device, Optional<Instant> from) {
        return new IntakeFilter("login", user, device, from, Optional.empty());
    }
}
