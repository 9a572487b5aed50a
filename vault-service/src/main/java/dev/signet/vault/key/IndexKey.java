package dev.signet.vault.key;

import dev.signet.contract.Bytes;

/** Turns ids into locators. Without it nobody can try whether a guessed id is there. */
public final class IndexKey {
    private final Bytes secret;

    IndexKey(Bytes secret) {
        this.secret = secret;
    }

    public Locator locator(ItemId id) {
        return new Locator(
                Bytes.wrap(Derivation.mac(secret.unsafeArray(), "index").doFinal(id.encoded())));
    }

    @Override
    public String toString() {
        return "the index key";
    }
}
