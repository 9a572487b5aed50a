package dev.signet.key.keyring;

import dev.signet.key.sealing.KeyEncryptionKey;
import dev.signet.platform.BadRequest;
import dev.signet.platform.kek.KekUnavailable;
import dev.signet.platform.kek.PassphraseKek;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Whether there is a key-encryption key, and how one is said. */
@Component
class Unsealing {
    private static final Logger log = LoggerFactory.getLogger(Unsealing.class);

    private final KeyEncryptionKey kek;
    private final SigningKeys keys;
    private final KekEvents events;

    Unsealing(KeyEncryptionKey kek, SigningKeys keys, KekEvents events) {
        this.kek = kek;
        this.keys = keys;
        this.events = events;
    }

    /**
     * How it stands.
     *
     * @param reason why it is sealed
     * @param kek the id of the one that is sealed under now
     * @param inUse the ids of all that keys are sealed under
     */
    record Kek(boolean sealed, Optional<String> reason, Optional<String> kek, Set<String> inUse) {}

    Kek state() {
        var reason = kek.sealedBecause();
        return new Kek(
                reason.isPresent(), reason, reason.isPresent() ? Optional.empty() : Optional.of(kek.id()), keys.keks());
    }

    /** A key that is merely not there may come: a file that is mounted, a token that is plugged in. */
    @Scheduled(fixedDelayString = "${signet.kek.retry-interval:2s}")
    void look() {
        if (kek.sealedBecause().isPresent()) {
            try {
                kek.load(keys.keks());
                log.info("The key-encryption key {} is there", kek.id());
            } catch (KekUnavailable | DataAccessException e) {
                log.debug("Still sealed: {}", e.toString());
            }
        }
    }

    /** Wipes the passphrase. Where keys are sealed under two, because a rotation was cut short, each has to be said. */
    void unseal(char[] passphrase) {
        try {
            if (!passphraseKek().unseal(passphrase)) {
                throw new WrongPassphrase();
            }
        } catch (IllegalArgumentException e) {
            throw new BadRequest(
                    "The first passphrase is the one from now on, and this is too short: " + e.getMessage());
        } finally {
            Arrays.fill(passphrase, '\0');
        }
        kek.load(keys.keks());
        log.info("Unsealed, by the operator");
        events.unsealed(kek.id());
    }

    /** Makes another passphrase the current one, seals all keys under it, and forgets those of before once nothing needs them. Wipes the passphrase. */
    KekRotation.Result rotate(char[] next, KekRotation rotation) {
        var source = passphraseKek();
        source.keys(); // sealed: says so
        try {
            source.change(next);
        } catch (IllegalArgumentException e) {
            throw new BadRequest("The new passphrase is too short: " + e.getMessage());
        } finally {
            Arrays.fill(next, '\0');
        }
        var result = rotation.rotate();
        if (result.altered().isEmpty()) {
            source.forgetOthers();
            kek.load(keys.keks());
        }
        return result;
    }

    private PassphraseKek passphraseKek() {
        return kek.passphrase()
                .orElseThrow(() -> new BadRequest(
                        "The key-encryption key is not made of a passphrase; SIGNET_KEK_SOURCE says of what."));
    }
}
