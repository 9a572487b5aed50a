package dev.signet.platform.kek;

import dev.signet.platform.SealingKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** A key that never leaves its token: what is sealed and opened goes there. The same form as of a local one: the nonce, then AES-256-GCM. */
final class TokenKey implements SealingKey {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] CHECKED = "signet kek check".getBytes(StandardCharsets.US_ASCII);

    private final SecretKey key;
    private final Provider provider;
    private final String id;

    TokenKey(SecretKey key, Provider provider) throws GeneralSecurityException {
        this.key = key;
        this.provider = provider;
        var check = Cipher.getInstance("AES/ECB/NoPadding", provider);
        check.init(Cipher.ENCRYPT_MODE, key);
        this.id = LocalKey.idOf(check.doFinal(CHECKED));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public byte[] seal(byte[] secret, byte[] associatedData) {
        try {
            var nonce = new byte[NONCE_BYTES];
            RANDOM.nextBytes(nonce);
            var ciphertext = cipher(Cipher.ENCRYPT_MODE, nonce, associatedData).doFinal(secret);
            var sealed = Arrays.copyOf(nonce, NONCE_BYTES + ciphertext.length);
            System.arraycopy(ciphertext, 0, sealed, NONCE_BYTES, ciphertext.length);
            return sealed;
        } catch (GeneralSecurityException | ProviderException e) {
            throw new KekUnavailable("the token does not seal anything now", e);
        }
    }

    @Override
    public byte[] open(byte[] sealed, byte[] associatedData) throws AEADBadTagException {
        if (sealed.length < NONCE_BYTES) {
            throw new AEADBadTagException("too short");
        }
        try {
            var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, nonce, associatedData)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException | ProviderException e) {
            throw new KekUnavailable("the token does not open anything now", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] associatedData) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associatedData);
        return cipher;
    }
}
