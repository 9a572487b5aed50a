package dev.signet.vault.key;

import dev.signet.contract.Bytes;

/** Turns ids into locators. Without it nobody can try whether a guessed id is there. */
public final class IndexKey {
    private final int version;
    private final Bytes secret;

    private IndexKey(int version, Bytes secret) {
        this.version = version;
        this.secret = secret;
    }

    public static IndexKey of(int version, byte[] secret) {
        return new IndexKey(version, Bytes.copyOf(secret));
    }

    public int version() {
        return version;
    }

    public Locator locator(ItemId id) {
        return new Locator(
                Bytes.wrap(Derivation.mac(secret.unsafeArray(), "index").doFinal(id.encoded())));
    }

    @Override
    public String toString() {
        return "index key " + version;
    }
}
