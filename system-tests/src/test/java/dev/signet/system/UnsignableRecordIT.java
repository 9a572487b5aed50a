package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.progress.Progress.State;
import dev.signet.contract.RecordId;
import dev.signet.platform.crypto.CannotSign;
import dev.signet.platform.crypto.RecordSigners;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

class UnsignableRecordIT {
    private static final RecordId BAD = new RecordId(42);

    @Test
    void oneRecordThatCannotBeSignedIsIsolatedAndTheOthersAreSigned() {
        assertIsolated(RefusesOneRecord.class, "record 42 is not one we sign");
    }

    @Test
    void oneRecordWhoseSignatureDoesNotVerifyIsIsolatedAndTheOthersAreSigned() {
        assertIsolated(SignsOneRecordWrongly.class, "does not verify");
    }

    private static void assertIsolated(Class<?> worker, String reason) {
        try (var signet =
                TestSystem.create().with("signet.batch-size", 100).with("signet.failure.retry-delay", "20ms")) {
            signet.start(Service.KEYS);
            signet.start(Service.COLLECTION);
            signet.start(Service.SIGNING, worker);
            signet.start(Service.DISPATCHER);
            signet.seed(300, 5);

            var end = signet.untilEnded();

            assertThat(end.state()).isEqualTo(State.COMPLETED_WITH_QUARANTINE);
            assertThat(end.quarantinedRecords()).containsExactly(BAD.toString());
            assertThat(end.records().signed()).isEqualTo(299);
            var report = signet.proof();
            assertThat(report.problems()).isEmpty();
            assertThat(report.verified()).isEqualTo(299);
            assertThat(report.quarantined()).isEqualTo(1);
            assertThat(signet.texts("SELECT last_error FROM collection.batch WHERE state = 'QUARANTINED'"))
                    .singleElement()
                    .asString()
                    .contains(reason);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SignsOneRecordWrongly {
        @Bean
        @Primary
        RecordSigners broken(RecordSigners recordSigners) {
            return (algorithm, keyId, pkcs8) -> {
                var signer = recordSigners.open(algorithm, keyId, pkcs8);
                return (id, payload) -> {
                    var signature = signer.sign(id, payload);
                    signature[7] ^= id.equals(BAD) ? (byte) 1 : 0;
                    return signature;
                };
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class RefusesOneRecord {
        @Bean
        @Primary
        RecordSigners refusing(RecordSigners recordSigners) {
            return (algorithm, keyId, pkcs8) -> {
                var signer = recordSigners.open(algorithm, keyId, pkcs8);
                return (id, payload) -> {
                    if (id.equals(BAD)) {
                        throw new CannotSign("record " + id + " is not one we sign");
                    }
                    return signer.sign(id, payload);
                };
            };
        }
    }
}
