package dev.signet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "default", "a-b", "invoices-2026"})
    void namesAreDnsLabels(String name) {
        assertThat(new KeyringName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "a-", "-a", "A", "a.b", "a b", "a_b", "ä", "signing.triggered"})
    void otherNamesAreRefused(String name) {
        assertThatThrownBy(() -> new KeyringName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("63 lower-case letters");
    }

    @Test
    void namesHaveAtMost63Characters() {
        assertThat(new KeyringName("a".repeat(63)).value()).hasSize(63);
        assertThatThrownBy(() -> new KeyringName("a".repeat(64))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDefaultOneIsWhatIsMeantWhereNoneIsNamed() {
        var batch = new SigningTriggered(new BatchId(1), new RunId(1), new RecordId(1), new RecordId(1), 1, 1);

        assertThat(batch.keyringName()).isEqualTo(KeyringName.DEFAULT);
        assertThat(batch.withKeyring(KeyringName.DEFAULT)).isEqualTo(batch);
        assertThat(batch.toOrder()).isEqualTo(new Statement.Order(new BatchId(1), 1, Optional.of(KeyringName.DEFAULT)));
        assertThat(SigningTriggered.routingKey(batch.keyringName())).isEqualTo("signing.triggered");
    }

    @Test
    void ofOneKeyringIsKnownOnlyWhatItHas() {
        var other = new KeyringName("other");
        var keys = new KeyringSummary.Keys(other, 3, 2, 1);

        var summary = new KeyringSummary(3, 2, 1, 0, 0, 0, 0, 0, 0, Optional.of(List.of(keys)));
        var ofOneKeyring = new KeyringSummary(3, 2, 1, 0, 0, 0, 0, 0, 0, Optional.empty());

        assertThat(summary.of(other).usable()).isEqualTo(5);
        assertThat(summary.of(KeyringName.DEFAULT).usable()).isZero();
        assertThat(ofOneKeyring.of(KeyringName.DEFAULT).usable()).isEqualTo(5);
        assertThat(ofOneKeyring.of(other).usable()).isZero();
    }
}
