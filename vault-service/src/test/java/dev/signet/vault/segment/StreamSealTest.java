package dev.signet.vault.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.contract.Bytes;
import dev.signet.platform.AesGcm;
import dev.signet.vault.key.Locator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamSealTest {
    private static final int SEGMENT = StreamSeal.SEGMENT_BYTES;
    private static final int TAG = 16;
    private static final int HEADER = 40;

    private final byte[] key = AesGcm.randomKey();
    private final Binding binding = new Binding(new Locator(Bytes.wrap(AesGcm.randomKey())), 1);

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                SEGMENT - TAG - HEADER - 1,
                SEGMENT - TAG - HEADER,
                SEGMENT - TAG - HEADER + 1,
                2 * (SEGMENT - TAG) - HEADER,
                3 * SEGMENT + 7
            })
    void whatWasSealedOpens(int length) throws IOException {
        var plaintext = random(length);

        assertThat(open(binding, seal(plaintext))).isEqualTo(plaintext);
    }

    @Test
    void noBitCanBeChanged() throws IOException {
        var sealed = seal(random(2 * SEGMENT));

        for (var place : new int[] {0, 1, 20, HEADER, HEADER + 100, SEGMENT - 1, SEGMENT, sealed.length - 1}) {
            var changed = sealed.clone();
            changed[place] ^= 1;
            assertThatThrownBy(() -> open(binding, changed))
                    .as("bit of byte %d", place)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void nothingCanBeCutOffOrLeftOutOrMovedOrAdded() throws IOException {
        var sealed = seal(random(4 * SEGMENT));
        var second = Arrays.copyOfRange(sealed, SEGMENT, 2 * SEGMENT);
        var third = Arrays.copyOfRange(sealed, 2 * SEGMENT, 3 * SEGMENT);
        var rest = Arrays.copyOfRange(sealed, 3 * SEGMENT, sealed.length);
        var first = Arrays.copyOf(sealed, SEGMENT);

        assertThat(open(binding, together(first, second, third, rest))).hasSize(4 * SEGMENT);
        refused(first, second, third);
        refused(first, second);
        refused(first);
        refused();
        refused(Arrays.copyOf(sealed, sealed.length - 1));
        refused(first, third, rest);
        refused(first, third, second, rest);
        refused(first, second, second, third, rest);
        refused(sealed, rest);
        refused(second, third, rest);
    }

    @Test
    void whatBelongsToAnotherLocatorOrVersionOrKeyDoesNotOpen() throws IOException {
        var sealed = seal(random(10));

        assertThatThrownBy(() -> open(new Binding(binding.locator(), 2), sealed))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> open(new Binding(new Locator(Bytes.wrap(AesGcm.randomKey())), 1), sealed))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> StreamSeal.opening(AesGcm.randomKey(), binding, new ByteArrayInputStream(sealed))
                        .readAllBytes())
                .isInstanceOf(IOException.class);
    }

    @Test
    void samePlaintextIsNeverTheSameCiphertext() throws IOException {
        var plaintext = random(100);

        assertThat(seal(plaintext)).isNotEqualTo(seal(plaintext));
    }

    private void refused(byte[]... pieces) {
        assertThatThrownBy(() -> open(binding, together(pieces))).isInstanceOf(IOException.class);
    }

    private byte[] seal(byte[] plaintext) throws IOException {
        var sealed = new ByteArrayOutputStream();
        try (var sealing = StreamSeal.sealing(key, binding, sealed)) {
            sealing.write(plaintext);
        }
        return sealed.toByteArray();
    }

    private byte[] open(Binding binding, byte[] sealed) throws IOException {
        try (var opening = StreamSeal.opening(key, binding, new ByteArrayInputStream(sealed))) {
            return opening.readAllBytes();
        }
    }

    private static byte[] together(byte[]... pieces) {
        var all = new ByteArrayOutputStream();
        for (var piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
