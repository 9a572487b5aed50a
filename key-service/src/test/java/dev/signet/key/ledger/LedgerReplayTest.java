package dev.signet.key.ledger;

import static dev.signet.key.ledger.LedgerReplay.What.CLOSED;
import static dev.signet.key.ledger.LedgerReplay.What.DISABLED;
import static dev.signet.key.ledger.LedgerReplay.What.ENABLED;
import static dev.signet.key.ledger.LedgerReplay.What.GRANTED;
import static dev.signet.key.ledger.LedgerReplay.What.IMPORTED;
import static dev.signet.key.ledger.LedgerReplay.What.RETIRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.key.ledger.LedgerReplay.Event;
import dev.signet.key.ledger.LedgerReplay.What;
import org.junit.jupiter.api.Test;

class LedgerReplayTest {
    private final LedgerReplay replay = new LedgerReplay(0);
    private long tick;

    @Test
    void fairTurnsAreNoViolation() {
        happened(IMPORTED, 1);
        happened(IMPORTED, 2);
        for (var i = 0; i < 5; i++) {
            happened(GRANTED, 1);
            happened(GRANTED, 2);
            happened(CLOSED, 1);
            happened(CLOSED, 2);
        }

        assertThat(replay.lruViolations()).isZero();
        assertThat(replay.concurrentKeyUse()).isZero();
    }

    @Test
    void grantWhileInUseIsCounted() {
        happened(IMPORTED, 1);
        happened(GRANTED, 1);
        happened(GRANTED, 1);

        assertThat(replay.concurrentKeyUse()).isEqualTo(1);
    }

    @Test
    void grantWhileALessRecentlyUsedKeyIsFreeIsCounted() {
        happened(IMPORTED, 1);
        happened(IMPORTED, 2);
        happened(GRANTED, 1);
        happened(CLOSED, 1);
        happened(GRANTED, 1);

        assertThat(replay.lruViolations()).isEqualTo(1);
    }

    @Test
    void disabledKeyNeedNotBeTaken() {
        happened(IMPORTED, 1);
        happened(IMPORTED, 2);
        happened(GRANTED, 1);
        happened(CLOSED, 1);
        happened(DISABLED, 2);
        happened(GRANTED, 1);
        assertThat(replay.lruViolations()).isZero();

        happened(CLOSED, 1);
        happened(ENABLED, 2);
        happened(GRANTED, 1);
        assertThat(replay.lruViolations()).isEqualTo(1);
    }

    @Test
    void retiredKeyNeedNotBeTaken() {
        happened(IMPORTED, 1);
        happened(IMPORTED, 2);
        happened(GRANTED, 1);
        happened(CLOSED, 1);
        happened(RETIRED, 2);
        happened(GRANTED, 1);

        assertThat(replay.lruViolations()).isZero();
    }

    @Test
    void keyOfAnotherKeyringNeedNotBeTaken() {
        happened(IMPORTED, 1, "default");
        happened(IMPORTED, 2, "mail");
        happened(IMPORTED, 3, "mail");
        happened(GRANTED, 1, "default");
        happened(CLOSED, 1, "default");
        happened(GRANTED, 1, "default");
        assertThat(replay.lruViolations()).isZero();

        happened(GRANTED, 3, "mail");
        happened(CLOSED, 3, "mail");
        happened(GRANTED, 3, "mail");
        assertThat(replay.lruViolations()).isEqualTo(1);
    }

    private void happened(What what, int key) {
        happened(what, key, "default");
    }

    private void happened(What what, int key, String keyring) {
        replay.replay(new Event(++tick, key, keyring, what));
    }
}
