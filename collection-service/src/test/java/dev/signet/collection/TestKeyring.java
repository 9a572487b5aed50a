package dev.signet.collection;

import dev.signet.collection.keyring.VerificationKeys;
import dev.signet.contract.Algorithm;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import dev.signet.contract.RecordId;
import dev.signet.platform.crypto.Jwk;
import dev.signet.platform.crypto.SigningInput;
import dev.signet.platform.crypto.SigningProvider;
import dev.signet.platform.crypto.VerificationKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Keys that sign, in place of key-service's. */
public final class TestKeyring implements VerificationKeys {
    private static final SigningProvider PROVIDER = SigningProvider.fastest();

    private final Map<KeyId, VerificationKey> keys = new HashMap<>();
    private final List<Set<KeyId>> questions = new ArrayList<>();

    /** A new key; of the keyring, if so. */
    public TestSigner key(boolean known) {
        var signer = new TestSigner(newPair());
        if (known) {
            keys.put(signer.id(), VerificationKey.of(signer.id(), signer.publicKey(), PROVIDER));
        }
        return signer;
    }

    /** What was asked for, time by time. */
    public List<Set<KeyId>> questions() {
        return questions;
    }

    @Override
    public Map<KeyId, VerificationKey> find(Set<KeyId> ids) {
        questions.add(ids);
        return keys.entrySet().stream()
                .filter(key -> ids.contains(key.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static KeyPair newPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** An Ed25519 key that signs records as a worker does. */
    public record TestSigner(KeyPair pair) {
        public KeyId id() {
            return Jwk.of(publicKey()).thumbprint();
        }

        public Bytes publicKey() {
            return Bytes.wrap(pair.getPublic().getEncoded());
        }

        public Bytes sign(RecordId id, byte[] payload) {
            try {
                var input = new SigningInput(Algorithm.ED25519, id());
                var signer =
                        PROVIDER.signer(Algorithm.ED25519, pair.getPrivate().getEncoded());
                signer.update(input.header(id));
                var encoded = input.payload(payload);
                signer.update(encoded, 0, input.length());
                return Bytes.wrap(signer.sign());
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }
}
