package dev.signet.key.lease;

import dev.signet.contract.Bytes;
import dev.signet.contract.LeaseReply;
import dev.signet.contract.LeaseRequest;
import dev.signet.contract.Statement.Grant;
import dev.signet.key.collection.CollectionUnavailable;
import dev.signet.key.keyring.KeyLife;
import dev.signet.key.keyring.Keyring;
import dev.signet.key.sealing.KeyAltered;
import dev.signet.key.sealing.KeySeal;
import dev.signet.key.sealing.WorkerSeal;
import dev.signet.platform.statement.Statements;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Hands a leased private key over, or the handle by which to have it sign here, sealed to its worker; done by the caller's thread, after the commit. */
@Component
class Handover {
    private static final Logger log = LoggerFactory.getLogger(Handover.class);

    private final KeySeal seal;
    private final Statements statements;
    private final Keyring keyring;
    private final KeyLife life;
    private final Revocations revocations;
    private final SigningModeProperties mode;

    Handover(
            KeySeal seal,
            Statements statements,
            Keyring keyring,
            KeyLife life,
            Revocations revocations,
            SigningModeProperties mode) {
        this.seal = seal;
        this.statements = statements;
        this.keyring = keyring;
        this.life = life;
        this.revocations = revocations;
        this.mode = mode;
    }

    /**
     * Refuses when the key that was leased cannot be opened: a new request gets another one.
     *
     * @param seals of this call, by the worker's public key
     */
    LeaseReply handOver(LeaseRequest request, Decision.Granted granted, Map<Bytes, WorkerSeal> seals) {
        return with(granted, privateKey -> {
                    var binding = granted.binding();
                    var content = mode.isRemote() ? LeaseHandle.of(privateKey, binding) : privateKey;
                    var seal = seals.computeIfAbsent(request.publicKey(), WorkerSeal::to);
                    return reply(granted, seal.seal(content, binding));
                })
                .orElseGet(LeaseReply.Refused::new);
    }

    /** Lends the private key out, and wipes it afterwards. Empty when it cannot be opened: then it leaves. */
    <T> Optional<T> with(Decision.Granted granted, Function<byte[], T> use) {
        try {
            var privateKey = open(granted);
            try {
                return Optional.of(use.apply(privateKey));
            } finally {
                Arrays.fill(privateKey, (byte) 0);
            }
        } catch (KeyAltered e) {
            log.error("Key {} is taken out of use", granted.use().keyId(), e);
            withdraw(granted);
            return Optional.empty();
        }
    }

    private byte[] open(Decision.Granted granted) {
        try {
            return seal.open(granted.key(), granted.sealed());
        } catch (KeyAltered e) {
            if (keyring.learnsKekOf(granted.use().keyId())) {
                return seal.open(granted.key(), granted.sealed());
            }
            throw e;
        }
    }

    /** Nothing is leased that could not be handed over. Throws {@link dev.signet.platform.kek.KekUnavailable}. */
    void requireUnsealed() {
        seal.requireUnsealed();
    }

    private LeaseReply reply(Decision.Granted granted, WorkerSeal.Sealed sealed) {
        var use = granted.use();
        var algorithm = granted.key().algorithm();
        var grant = new Grant(granted.batchId(), use.leaseId(), use.keyId(), use.token(), algorithm);
        return new LeaseReply.Granted(
                use.leaseId(),
                use.keyId(),
                use.token(),
                algorithm,
                granted.remainingMillis(),
                sealed.encapsulation(),
                sealed.ciphertext(),
                Optional.of(statements.sign(grant)),
                mode.isRemote());
    }

    // The key is marked before its lease is closed, or the next in line would get it. If collection-service cannot be
    // asked
    // now, the reaper closes the lease, and the key leaves then.
    private void withdraw(Decision.Granted granted) {
        life.withdraw(granted.use().keyId());
        try {
            revocations.revoke(granted.use().leaseId(), false);
        } catch (CollectionUnavailable e) {
            log.warn("Key {} is still held by its lease", granted.use().keyId(), e);
        }
    }
}
