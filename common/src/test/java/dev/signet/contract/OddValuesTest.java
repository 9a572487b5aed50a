package dev.signet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signet.contract.FailureReport.Kind;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OddValuesTest {
    private static final KeyId KEY = new KeyId("k".repeat(43));

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void noTokenIsBelowOne(long token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoreSignatures(new BatchId(1), LeaseId.random(), KEY, token, Algorithm.ED25519));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fence(new BatchId(1), LeaseId.random(), KEY, token, true));
    }

    @Test
    void thereIsRoomForAFenceAboveEveryToken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fence(new BatchId(1), LeaseId.random(), KEY, Long.MAX_VALUE, true));
    }

    @Test
    void textsHoldNothingThatTheDatabaseCannot() {
        assertThat(new FailureReport(UUID.randomUUID(), Kind.DETERMINISTIC, "a\0b").reason())
                .isEqualTo("a\ufffdb");
        assertThat(new LeaseRequest(
                                RequestId.random(),
                                new BatchId(1),
                                1,
                                "w\0",
                                Bytes.wrap(new byte[32]),
                                0,
                                Optional.empty())
                        .workerId())
                .isEqualTo("w\ufffd");
    }
}
