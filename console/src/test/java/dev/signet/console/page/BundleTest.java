package dev.signet.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BundleTest {
    private static final String ADDRESS = "https://ops.example/signet/";

    @Test
    void commandsFetchFromWhereThePageIs() {
        assertThat(Bundle.commands(signature("Ed25519"), ADDRESS).lines())
                .startsWith("at=https://ops.example/signet/")
                .contains("curl -s ${at}api/v1/records/42/signing-input > signing-input.bin")
                .contains("curl -s ${at}api/v1/keys/k1/public.pem > key.pem")
                .endsWith(
                        "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in signing-input.bin -sigfile signature.bin");
    }

    @Test
    void rsaIsCheckedWithTheSaltThatAJwsHas() {
        assertThat(Bundle.commands(signature("PS256"), ADDRESS))
                .endsWith("openssl dgst -sha256 -verify key.pem -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32"
                        + " -signature signature.bin signing-input.bin");
    }

    @Test
    void ecdsaIsLeftToTheScriptThatKnowsBothForms() {
        assertThat(Bundle.commands(signature("ES256"), ADDRESS))
                .isEqualTo(
                        "curl -sO https://ops.example/signet/records/42/bundle.zip && unzip -o bundle.zip && sh record-42/verify.sh");
    }

    private static Views.Signature signature(String algorithm) {
        return new Views.Signature("42", "1", "k1", algorithm, 1, "l", Instant.EPOCH, "", "");
    }
}
