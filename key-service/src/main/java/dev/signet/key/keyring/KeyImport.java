package dev.signet.key.keyring;

import dev.signet.contract.KeyId;
import dev.signet.contract.KeyringName;
import dev.signet.key.material.PemKey;
import dev.signet.key.material.UnusableKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes keys from PEM files. A bad file is refused by name, the others go in. */
@Component
class KeyImport {
    private static final int MAX_PEM_LENGTH = 64 * 1024;

    private final Keyring keyring;
    private final SigningKeys keys;
    private final KeyCreation creation;

    KeyImport(Keyring keyring, SigningKeys keys, KeyCreation creation) {
        this.keyring = keyring;
        this.keys = keys;
        this.creation = creation;
    }

    Result add(List<PemFile> files, KeyringName into) {
        var read = new LinkedHashMap<SigningKey, String>();
        var refused = new ArrayList<Refusal>();
        for (var file : files) {
            try {
                read.put(read(file, into), file.name());
            } catch (UnusableKey e) {
                refused.add(new Refusal(file.name(), e.getMessage()));
            }
        }
        var added = new ArrayList<KeyId>();
        var missing = new ArrayList<>(keyring.add(List.copyOf(read.keySet())));
        read.forEach((key, name) -> {
            if (missing.remove(key.identity().id())) {
                added.add(key.identity().id());
            } else {
                refused.add(new Refusal(name, whyNotAdded(key.identity().id(), into)));
            }
        });
        return new Result(added, refused);
    }

    // Its signatures would not say for which of two it was: a key belongs to one keyring.
    private String whyNotAdded(KeyId id, KeyringName into) {
        return keys.find(id)
                .map(KeyView::keyring)
                .filter(where -> !where.equals(into))
                .map(where -> "it is in the keyring %s already, as %s, and stays there".formatted(where, id))
                .orElse("it is in the keyring already, as " + id);
    }

    private SigningKey read(PemFile file, KeyringName into) {
        if (file.pem().length() > MAX_PEM_LENGTH) {
            throw new UnusableKey("it is longer than any private key");
        }
        try (var material = PemKey.read(file.pem(), Optional.ofNullable(file.password()))) {
            return creation.sealed(material, SigningKey.Origin.IMPORTED, into);
        }
    }

    /** One file to import. */
    record PemFile(String name, String pem, @Nullable String password) {
        /** The name alone: the rest is secret. */
        @Override
        public String toString() {
            return name;
        }
    }

    /** Why a file did not go in. */
    record Refusal(String name, @Nullable String reason) {}

    /** What came of an import. */
    record Result(List<KeyId> keys, List<Refusal> refused) {}
}
