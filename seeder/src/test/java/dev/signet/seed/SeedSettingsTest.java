package dev.signet.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signet.contract.Algorithm;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedSettingsTest {
    @Test
    void nothingSetMeansTheDefaults() {
        var settings = SeedSettings.from(Map.of("SIGNET_RECORDS", " "));

        assertThat(settings.records()).isEqualTo(100_000);
        assertThat(settings.keys()).isEqualTo(100);
        assertThat(settings.algorithm()).isEqualTo(Algorithm.ED25519);
        assertThat(settings.payloadBytes()).isEqualTo(256);
        assertThat(settings.collectionUrl()).hasToString("http://localhost:8080/");
    }

    @Test
    void idempotencyKeysNameWhatIsAskedFor() {
        var settings = SeedSettings.from(Map.of("SIGNET_RECORDS", "10", "SIGNET_KEYS", "3", "SIGNET_SEED", "5"));

        assertThat(settings.recordsIdempotencyKey()).isEqualTo("seed-5-records-10-of-256");
        assertThat(settings.keysIdempotencyKey(0)).isEqualTo("seed-5-keys-3-Ed25519-0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SIGNET_RECORDS       | -1         | SIGNET_RECORDS must be 0 or more, not -1
            SIGNET_RECORDS       | many       | SIGNET_RECORDS must be a whole number, not 'many'
            SIGNET_KEYS          | -1         | SIGNET_KEYS must be 0 or more, not -1
            SIGNET_KEYS          | 0          | SIGNET_KEYS is 0, so nothing could sign the records; give at least 1
            SIGNET_KEYS          | 9999999999 | SIGNET_KEYS must be at most 2147483647, not 9999999999
            SIGNET_ALGORITHM     | RS1        | unknown algorithm 'RS1'; choose one of Ed25519, ES256, PS256, ML-DSA-65
            SIGNET_PAYLOAD_BYTES | 1          | SIGNET_PAYLOAD_BYTES must be from 2 to 1048576, not 1
            SIGNET_PAYLOAD_BYTES | 1048577    | SIGNET_PAYLOAD_BYTES must be from 2 to 1048576, not 1048577
            SIGNET_KEY_URL       | localhost  | SIGNET_KEY_URL must be an address like http://localhost:8080, not 'localhost'
            """)
    void whatMakesNoSenseIsNamedInOneSentence(String variable, String value, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeedSettings.from(Map.of(variable, value)))
                .withMessage(sentence);
    }

    @Test
    void noRecordsNeedNoKeys() {
        assertThat(SeedSettings.from(Map.of("SIGNET_RECORDS", "0", "SIGNET_KEYS", "0"))
                        .keys())
                .isZero();
    }
}
