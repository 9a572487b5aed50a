package dev.signet.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signet.platform.ServiceMain;
import org.junit.jupiter.api.Test;

class BadSettingsTest {
    @Test
    void aBadSettingIsSaidEvenWhenTheDatabaseIsNotThereEither() {
        var failure = catchThrowable(() -> KeyApplication.application()
                .run(
                        "--signet.lease.ttl=soon",
                        "--signet.kek.file=/nowhere",
                        "--signet.database-url=jdbc:postgresql://127.0.0.1:1/none")
                .close());

        assertThat(ServiceMain.reason(failure)).isEqualTo("SIGNET_LEASE_TTL is 'soon', which is not a valid Duration");
    }
}
