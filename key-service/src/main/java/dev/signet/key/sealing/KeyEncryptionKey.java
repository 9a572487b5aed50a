package dev.signet.key.sealing;

import dev.signet.contract.Bytes;
import dev.signet.platform.SealingKey;
import dev.signet.platform.kek.KekSource;
import dev.signet.platform.kek.KekUnavailable;
import dev.signet.platform.kek.PassphraseKek;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import org.springframework.stereotype.Component;

/**
 * The key under which all other keys are sealed at rest, and those of before, under which some still may be. While there is none the service is sealed: it
 * makes, takes in and leases no key.
 */
@Component
public class KeyEncryptionKey {
    private final KekSource source;
    private final Optional<KekSource> previous;
    private volatile List<SealingKey> keys = List.of();
    private volatile String reason = "it has just begun to look for its key-encryption key";

    KeyEncryptionKey(KekProperties properties) {
        source = properties.current();
        previous = properties.previous();
    }

    /**
     * Looks for it (again). Throws {@link KekUnavailable} when it is not there, and {@link KekMismatch} when it is not enough; then all is as before.
     *
     * @param needed the ids of all that keys are sealed under
     */
    public synchronized void load(Collection<String> needed) {
        try {
            var found = Stream.concat(
                            source.keys().stream(), previous.stream().flatMap(before -> before.keys().stream()))
                    .toList();
            if (!ids(found).containsAll(needed)) {
                throw new KekMismatch();
            }
            keys = found;
        } catch (KekUnavailable e) {
            reason = String.valueOf(e.getMessage());
            throw e;
        }
    }

    /** Empty while it is there. */
    public Optional<String> sealedBecause() {
        return keys.isEmpty() ? Optional.of(reason) : Optional.empty();
    }

    /** The passphrase that it is made of, if it is made of one. */
    public Optional<PassphraseKek> passphrase() {
        return source instanceof PassphraseKek kek ? Optional.of(kek) : Optional.empty();
    }

    /** Of the one to seal under; throws {@link KekUnavailable} while there is none. */
    public String id() {
        return known().getFirst().id();
    }

    /** Of all that are known. */
    public Set<String> ids() {
        return ids(keys);
    }

    /** @param kekId what it is sealed under, whatever is current by now */
    record Wrapped(Bytes dataKey, String kekId) {}

    Wrapped seal(byte[] dataKey, byte[] associatedData) {
        var current = known().getFirst();
        return new Wrapped(Bytes.wrap(current.seal(dataKey, associatedData)), current.id());
    }

    byte[] open(byte[] sealed, byte[] associatedData) throws AEADBadTagException {
        for (var key : known()) {
            try {
                return key.open(sealed, associatedData);
            } catch (AEADBadTagException e) {
                // it may have been sealed under another one
            }
        }
        throw new AEADBadTagException("not sealed under any key-encryption key that is known");
    }

    private List<SealingKey> known() {
        var known = keys;
        if (known.isEmpty()) {
            throw new KekUnavailable(reason);
        }
        return known;
    }

    private static Set<String> ids(List<SealingKey> keys) {
        return keys.stream().map(SealingKey::id).collect(Collectors.toSet());
    }
}
