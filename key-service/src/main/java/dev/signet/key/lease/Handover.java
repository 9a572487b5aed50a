package dev.signet.key.lease;

import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseRequest;
import dev.signet.key.collection.CollectionUnavailable;
import dev.signet.key.keyring.KeyVault;
import dev.signet.key.keyring.Keyring;
import dev.signet.key.sealing.KeyAltered;
import dev.signet.key.sealing.WorkerSeal;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Seals a leased private key to its worker; done by the caller's thread, after the commit. */
@Component
class Handover {
    private static final Logger log = LoggerFactory.getLogger(Handover.class);

    private final KeyVault vault;
    private final Keyring keyring;
    private final Revocations revocations;

    Handover(KeyVault vault, Keyring keyring, Revocations revocations) {
        this.vault = vault;
        this.keyring = keyring;
        this.revocations = revocations;
    }

    LeaseReply.Granted seal(LeaseRequest request, Decision.Granted granted) {
        var use = granted.use();
        var privateKey = open(granted);
        try {
            var binding = LeaseReply.associatedData(use.leaseId(), use.keyId(), use.token(), granted.batchId());
            var sealed = WorkerSeal.seal(request.publicKey(), privateKey, binding);
            return new LeaseReply.Granted(
                    use.leaseId(),
                    use.keyId(),
                    use.token(),
                    granted.algorithm(),
                    granted.remainingMillis(),
                    sealed.encapsulation(),
                    sealed.ciphertext());
        } finally {
            Arrays.fill(privateKey, (byte) 0);
        }
    }

    private byte[] open(Decision.Granted granted) {
        try {
            return vault.open(granted.use().keyId());
        } catch (KeyAltered e) {
            log.error("Key {} is taken out of use", granted.use().keyId(), e);
            withdraw(granted);
            throw new LeasesUnavailable("The key that was chosen cannot be opened; ask again with a new request.");
        }
    }

    // The key is marked before its lease is closed, or the next in line would get it. If collection-service cannot be
    // asked
    // now, the reaper closes the lease, and the key leaves then.
    private void withdraw(Decision.Granted granted) {
        keyring.withdraw(granted.use().keyId());
        try {
            revocations.revoke(granted.use().leaseId(), false);
        } catch (CollectionUnavailable e) {
            log.warn("Key {} is still held by its lease", granted.use().keyId(), e);
        }
    }
}
