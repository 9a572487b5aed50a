package dev.signet.collection.intake.mask;

import static dev.signet.collection.intake.mask.Normalization.CASELESS;
import static dev.signet.collection.intake.mask.Normalization.EXACT;
import static dev.signet.collection.intake.mask.Normalization.IP;
import static dev.signet.collection.intake.mask.Normalization.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizationTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, ' 192.0.2.1 '",
        "192.0.2.1, ::ffff:192.0.2.1",
        "192.0.2.1, ::FFFF:C000:0201",
        "2001:db8::1, 2001:0DB8:0:0:0:0:0:1",
        "2001:db8::1, 2001:db8:0000::0001",
        "fe80::1, fe80::1%eth0",
        "::, 0:0:0:0:0:0:0:0"
    })
    void spellingsOfOneAddressAreEqual(String one, String other) {
        assertThat(IP.bytes(one)).isPresent();
        assertThat(IP.bytes(one).orElseThrow()).isEqualTo(IP.bytes(other).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.01",
                "3221225985",
                "0x7f.1",
                "localhost",
                "example.com",
                "2001:db8::1::2",
                ":",
                "[::1]",
                "::1%",
                "192.0.2.1:80",
                "١٩٢.0.2.1"
            })
    void whatIsNoAddressIsNone(String text) {
        assertThat(IP.bytes(text)).isEmpty();
    }

    @Test
    void addressesOfBothFamiliesAreToldApart() {
        assertThat(IP.bytes("1.2.3.4").orElseThrow())
                .isNotEqualTo(IP.bytes("::1.2.3.4").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"Ab-Cd, aB-cD", "STRASSE, straße", "É, e\u0301", "Σίσυφος, ΣΊΣΥΦΟΣ", "' x', x"})
    void caseAndEncodingOfAccentsDoNotCountWhereNothingElseDoes(String one, String other) {
        assertThat(CASELESS.bytes(one).orElseThrow())
                .isEqualTo(CASELESS.bytes(other).orElseThrow());
    }

    @Test
    void textIsEqualHoweverItsAccentsAreEncodedAndDiffersByCase() {
        assertThat(TEXT.bytes("caf\u00e9").orElseThrow())
                .isEqualTo(TEXT.bytes("cafe\u0301 ").orElseThrow());
        assertThat(TEXT.bytes("a").orElseThrow()).isNotEqualTo(TEXT.bytes("A").orElseThrow());
    }

    @Test
    void exactIsExact() {
        assertThat(EXACT.bytes("caf\u00e9").orElseThrow())
                .isNotEqualTo(EXACT.bytes("cafe\u0301").orElseThrow());
        assertThat(EXACT.bytes(" ").orElseThrow()).isEqualTo(new byte[] {' '});
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXACT", "TEXT", "CASELESS"})
    void halfACharacterIsNoText(String kind) {
        assertThat(Normalization.valueOf(kind).bytes("x\ud800y")).isEmpty();
    }
}
