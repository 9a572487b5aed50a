package dev.signet.key.sealing;

import dev.signet.contract.Algorithm;
import dev.signet.contract.Bytes;
import dev.signet.contract.KeyId;
import dev.signet.platform.AesGcm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import org.springframework.stereotype.Component;

/**
 * Private keys at rest: each under its own random data key, which is sealed under the key-encryption key. Both are bound to the key's id,
 * algorithm and public key, so that no part of a row can be edited or taken from another row unnoticed.
 */
@Component
public class KeySeal {
    private final KeyEncryptionKey kek;

    KeySeal(KeyEncryptionKey kek) {
        this.kek = kek;
    }

    /** Throws {@link dev.signet.platform.kek.KekUnavailable} while there is no key-encryption key. */
    public void requireUnsealed() {
        kek.id();
    }

    /** Leaves the private key as it is; wiping it is the caller's. */
    public SealedAnew seal(Identity identity, byte[] privateKey) {
        var associatedData = identity.associatedData();
        var dataKey = AesGcm.randomKey();
        try {
            var wrapped = kek.seal(dataKey, associatedData);
            return new SealedAnew(
                    new Sealed(wrapped.dataKey(), Bytes.wrap(AesGcm.seal(dataKey, privateKey, associatedData))),
                    wrapped.kekId());
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    /**
     * The private key, which the caller wipes.
     *
     * @throws KeyAltered when it is not what was sealed for this identity
     */
    public byte[] open(Identity identity, Sealed sealed) {
        var associatedData = identity.associatedData();
        var dataKey = new byte[0];
        try {
            dataKey = kek.open(sealed.wrappedDataKey().unsafeArray(), associatedData);
            return AesGcm.open(dataKey, sealed.privateKey().unsafeArray(), associatedData);
        } catch (AEADBadTagException e) {
            throw new KeyAltered(identity.id());
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    /**
     * The same with its data key sealed anew, under the current key-encryption key.
     *
     * @throws KeyAltered when it is not what was sealed for this identity
     */
    public SealedAnew rewrap(Identity identity, Sealed sealed) {
        var associatedData = identity.associatedData();
        var dataKey = new byte[0];
        try {
            dataKey = kek.open(sealed.wrappedDataKey().unsafeArray(), associatedData);
            var wrapped = kek.seal(dataKey, associatedData);
            return new SealedAnew(new Sealed(wrapped.dataKey(), sealed.privateKey()), wrapped.kekId());
        } catch (AEADBadTagException e) {
            throw new KeyAltered(identity.id());
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    /** What a sealed key is, for all to see; sealed along with it. */
    public record Identity(KeyId id, Algorithm algorithm, Bytes publicKey) {
        private byte[] associatedData() {
            var text = "signet key v1|%s|%s|%s"
                    .formatted(id, algorithm.label(), sha256(publicKey).toBase64Url());
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** @param kekId the key-encryption key that it is sealed under */
    public record SealedAnew(Sealed sealed, String kekId) {}

    /** What is stored of a private key. */
    public record Sealed(Bytes wrappedDataKey, Bytes privateKey) {}

    private static Bytes sha256(Bytes content) {
        try {
            return Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(content.unsafeArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
