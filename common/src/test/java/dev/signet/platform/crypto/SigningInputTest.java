package dev.signet.platform.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.contract.Algorithm;
import dev.signet.contract.KeyId;
import dev.signet.contract.RecordId;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningInputTest {
    private static final KeyId KEY = new KeyId("A".repeat(43));

    @Test
    void isTheDocumentedTestVector() throws IOException {
        var input = new SigningInput(Algorithm.ED25519, KEY);

        assertThat(text(input, new RecordId(42), "{\"amount\":1}".getBytes(UTF_8)))
                .isEqualTo(vector());
    }

    @ParameterizedTest
    @EnumSource
    void headerNamesAlgorithmKeyTypeAndRecordInThisOrder(Algorithm algorithm) {
        var header = new SigningInput(algorithm, KEY).header(new RecordId(Long.MAX_VALUE));

        assertThat(new String(Base64.getUrlDecoder().decode(Arrays.copyOf(header, header.length - 1)), UTF_8))
                .isEqualTo(
                        "{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"signet-record+jws\",\"rid\":\"9223372036854775807\"}"
                                .formatted(algorithm.jwsName(), KEY));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 767, 768, 769, 770, 5000, 1 << 20})
    void payloadOfAnyLengthIsEncodedWithoutPadding(int size) {
        var payload = new byte[size];
        Arrays.fill(payload, (byte) 0xfb);
        var input = new SigningInput(Algorithm.ED25519, KEY);

        var encoded = new String(input.payload(payload), 0, input.length(), US_ASCII);

        assertThat(encoded).isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(payload));
    }

    @Test
    void shortPayloadAfterALongOneCarriesNothingOfIt() {
        var input = new SigningInput(Algorithm.ED25519, KEY);
        input.payload(new byte[4000]);

        var encoded = new String(input.payload(new byte[] {1}), 0, input.length(), US_ASCII);

        assertThat(encoded).isEqualTo("AQ");
    }

    private static String text(SigningInput input, RecordId id, byte[] payload) {
        var encoded = input.payload(payload);
        return new String(input.header(id), US_ASCII) + new String(encoded, 0, input.length(), US_ASCII);
    }

    private static String vector() throws IOException {
        try (var file = Objects.requireNonNull(SigningInputTest.class.getResourceAsStream("signing-input.txt"))) {
            return new String(file.readAllBytes(), US_ASCII).strip();
        }
    }
}
