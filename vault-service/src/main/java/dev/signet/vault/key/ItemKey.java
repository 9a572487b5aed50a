package dev.signet.vault.key;

import dev.signet.contract.Bytes;
import dev.signet.platform.AesGcm;
import dev.signet.platform.BadRequest;
import javax.crypto.Mac;

/** The key of one version of an item, which only its owner has. It is in memory while a request needs it, and nowhere else. */
public final class ItemKey {
    private final Bytes secret;

    private ItemKey(Bytes secret) {
        this.secret = secret;
    }

    public static ItemKey fresh() {
        return new ItemKey(Bytes.wrap(AesGcm.randomKey()));
    }

    public static ItemKey parse(String base64Url) {
        try {
            return of(Bytes.ofBase64Url(base64Url).unsafeArray());
        } catch (IllegalArgumentException _) { // its words would quote the key
            throw noKey();
        }
    }

    public static ItemKey of(byte[] secret) {
        if (secret.length != AesGcm.KEY_BYTES) {
            throw noKey();
        }
        return new ItemKey(Bytes.copyOf(secret));
    }

    private static BadRequest noKey() {
        return new BadRequest("A key is %d bytes in base64url.".formatted(AesGcm.KEY_BYTES));
    }

    /** For its owner, once. */
    public String reveal() {
        return secret.toBase64Url();
    }

    /** By which the row of this version is found: by whoever has key and id, and by nobody else. */
    public Bytes opener(ItemId id) {
        return Bytes.wrap(Derivation.mac(secret.unsafeArray(), "opener").doFinal(id.encoded()));
    }

    /** What stands for an id that not even the index key finds. */
    public Locator locator(ItemId id) {
        return new Locator(
                Bytes.wrap(Derivation.mac(secret.unsafeArray(), "locator").doFinal(id.encoded())));
    }

    /** Tells one payload from another, to this key's owner alone. */
    public Mac payloadMac() {
        return Derivation.mac(secret.unsafeArray(), "payload");
    }

    /** What the payload is encrypted under. */
    public byte[] contentKey(Bytes share) {
        return Derivation.derive(secret.unsafeArray(), share.unsafeArray(), "content");
    }

    @Override
    public String toString() {
        return "a key";
    }
}
