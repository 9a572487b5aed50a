package dev.signet.vault.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.contract.Bytes;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/**
 * What ids and keys become, against values of another implementation (HMAC and hashlib of Python, HKDF after RFC 5869). Whatever changes one of them loses every
 * item that is stored.
 */
class KnownAnswerTest {
    private static final ItemId ID = ItemId.of("shop", "contract-42".getBytes(UTF_8));
    private static final ItemKey KEY = ItemKey.of(from(32));

    @Test
    void idIsEncodedBehindItsTenantAndTheLengthOfThat() {
        assertThat(hex(ID.encoded())).isEqualTo("0000000473686f70636f6e74726163742d3432");
    }

    @Test
    void indexKeyMakesThisLocator() {
        assertThat(hex(IndexKey.of(1, from(0)).locator(ID)))
                .isEqualTo("0892aa747a6f6ab422ad4eb238cd56df2b33282ef23db9f4caea800b90c0642e");
    }

    @Test
    void itemKeyMakesThisLocator() {
        assertThat(hex(KEY.locator(ID))).isEqualTo("e53ae24722dc629c3a3a6e7c212052def5418b4762a17eb367e161be1c77a46b");
    }

    @Test
    void itemKeyMakesThisOpener() {
        assertThat(hex(KEY.opener(ID).unsafeArray()))
                .isEqualTo("ec92e2c429f09ae9e54c323a55335f16bbdceff8bd2c324cd54389c332b7eab7");
    }

    @Test
    void itemKeyAndShareMakeThisContentKey() {
        assertThat(hex(KEY.contentKey(Bytes.wrap(from(64)))))
                .isEqualTo("111dd4856443c8cdc35a65d155ab5545181aceaf89f354eabeee896d0612e287");
    }

    @Test
    void itemKeyMakesThisMacOfAPayload() {
        assertThat(hex(KEY.payloadMac().doFinal("what only its owner reads".getBytes(UTF_8))))
                .isEqualTo("09bb7a523a0f9e18e6d0096b925a9f76dbee52b27c4073f9870a5f0e33d65843");
    }

    private static String hex(Locator locator) {
        return hex(locator.value().unsafeArray());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** 32 bytes that count up. */
    private static byte[] from(int first) {
        var bytes = new byte[32];
        for (var at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) (first + at);
        }
        return bytes;
    }
}
