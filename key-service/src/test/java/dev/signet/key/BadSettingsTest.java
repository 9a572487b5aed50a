package dev.signet.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signet.platform.ServiceMain;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadSettingsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "signet.lease.ttl=soon, \"SIGNET_LEASE_TTL is 'soon', which is not a valid Duration\"",
                "signet.port=99999, \"SIGNET_PORT must be from 0 to 65535, not 99999\""
            })
    void aBadSettingIsSaidEvenWhenTheDatabaseIsNotThereEither(String setting, String sentence) {
        var failure = catchThrowable(() -> KeyApplication.application()
                .run(
                        "--" + setting,
                        "--signet.kek.file=/nowhere",
                        "--signet.database-url=jdbc:postgresql://127.0.0.1:1/none")
                .close());

        assertThat(ServiceMain.reason(failure)).isEqualTo(sentence);
    }
}
