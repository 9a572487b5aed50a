package dev.signet.collection.intake.mask;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;

class MaskKeysTest {
    private static final byte[] VALUE = "192.0.2.1".getBytes(UTF_8);

    private final MaskKeys first = new MaskKeys(1, secret(1));
    private final MaskKeys second = new MaskKeys(2, secret(2));

    @Test
    void equalValuesOfAFieldAreEqualAndCarryTheirVersion() {
        assertThat(first.mask("login", "ip", VALUE))
                .isEqualTo(new MaskKeys(1, secret(1)).mask("login", "ip", VALUE))
                .matches("h1\\.[A-Za-z0-9_-]{43}");
    }

    @Test
    void nothingLinksFieldsTypesOrVersions() {
        var code = first.mask("login", "ip", VALUE).substring(3);

        assertThat(first.mask("login", "device_id", VALUE)).doesNotContain(code);
        assertThat(first.mask("logout", "ip", VALUE)).doesNotContain(code);
        assertThat(second.mask("login", "ip", VALUE)).doesNotContain(code);
        assertThat(new MaskKeys(2, secret(1)).mask("login", "ip", VALUE)).startsWith("h2.");
    }

    /** Made with Python's hmac: whoever holds a secret can make the codes without us. */
    @Test
    void codeIsHmacUnderAKeyOfTheFieldByHkdf() {
        var keys = new MaskKeys(1, HexFormat.of().parseHex("00".repeat(31) + "01"));

        assertThat(keys.mask("login", "user", "alice".getBytes(US_ASCII)))
                .isEqualTo("h1.l-O-_44wfvZm3cpXYIzPDhAUCindORw5VuBDde1sHgE");
    }

    @Test
    void messageIsKnownByItsIdAndItsContentTogether() {
        var body = "{}".getBytes(UTF_8);

        assertThat(first.identity("login", "1", body)).isEqualTo(first.identity("login", "1", body));
        assertThat(first.identity("login", "1", body))
                .isNotEqualTo(first.identity("login", null, body))
                .isNotEqualTo(first.identity("login", "2", body))
                .isNotEqualTo(first.identity("logout", "1", body))
                .isNotEqualTo(first.identity("login", "1", "{ }".getBytes(UTF_8)));
        assertThat(first.identity("login", "", "1".getBytes(UTF_8)))
                .isNotEqualTo(first.identity("login", "1", new byte[0]));
    }

    @Test
    void sealedBodyIsOpenedUnderItsVersionAloneAndNeverLooksTheSame() throws AEADBadTagException {
        var sealed = new String(first.seal(VALUE), US_ASCII);

        assertThat(sealed).startsWith("p1.").isNotEqualTo(new String(first.seal(VALUE), US_ASCII));
        assertThat(first.open(sealed.substring(3))).isEqualTo(VALUE);
        assertThatThrownBy(() -> second.open(sealed.substring(3))).isInstanceOf(AEADBadTagException.class);
        assertThatThrownBy(() -> first.open("AAAA")).isInstanceOf(AEADBadTagException.class);
    }

    @Test
    void secretIsNotShown() {
        assertThat(first.toString()).isEqualTo("mask keys, version 1");
    }

    private static byte[] secret(int fill) {
        var secret = new byte[32];
        Arrays.fill(secret, (byte) fill);
        return secret;
    }
}
