package dev.signet.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.platform.crypto.CryptoProperties.Choice;
import org.junit.jupiter.api.Test;

class CryptoPropertiesTest {
    @Test
    void providerIsNamedInAnyCase() {
        assertThat(new CryptoProperties("BouncyCastle").choice()).isEqualTo(Choice.BOUNCYCASTLE);
    }

    @Test
    void unknownProviderIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> new CryptoProperties("openssl"))
                .hasMessage("SIGNET_CRYPTO_PROVIDER must be auto, accp, bouncycastle or jdk, not 'openssl'");
    }
}
