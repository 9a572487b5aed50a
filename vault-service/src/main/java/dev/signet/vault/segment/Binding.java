package dev.signet.vault.segment;

import dev.signet.vault.key.Locator;
import java.nio.ByteBuffer;

/** What a ciphertext belongs to; moved to another locator or version, it does not open. */
public record Binding(Locator locator, int version) {
    byte[] toBytes() {
        var name = locator.value();
        return ByteBuffer.allocate(name.length() + Integer.BYTES)
                .put(name.unsafeArray())
                .putInt(version)
                .array();
    }
}
