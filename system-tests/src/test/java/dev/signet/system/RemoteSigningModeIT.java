package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.contract.Algorithm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same protocol, with keys that never leave key-service. */
class RemoteSigningModeIT {
    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"ED25519", "ML_DSA_65"})
    void everyRecordIsSignedOnceByKeyServiceItself(Algorithm algorithm) {
        try (var signet = TestSystem.create().with("signet.batch-size", 150)) {
            signet.with(Service.KEYS, "signet.signing.mode", "remote").startAll();

            signet.seed(700, 3, algorithm).assertProved(700);

            assertThat(signet.count("SELECT count(*) FROM keys.key_lease WHERE outcome = 'STORED'"))
                    .isEqualTo(5);
        }
    }
}
