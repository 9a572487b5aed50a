package dev.signet.vaultclient;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KEM;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One request that only the vault can read, and the reply to it, which only the asker can: DHKEM (RFC 9180; X25519, HKDF-SHA256), AES-256-GCM. So what
 * goes over a broker may be written down by it.
 */
public final class Envelope {
    private static final int ENCAPSULATION_BYTES = 32;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String REQUEST = "signet vault v1|request";
    private static final String REPLY = "signet vault v1|reply";

    private final SecretKey shared;
    private final byte[] encapsulation;

    private Envelope(SecretKey shared, byte[] encapsulation) {
        this.shared = shared;
        this.encapsulation = encapsulation;
    }

    /** For one request to whoever has the private half. */
    public static Envelope to(PublicKey vault) throws GeneralSecurityException {
        var made = KEM.getInstance("DHKEM").newEncapsulator(vault).encapsulate();
        return new Envelope(made.key(), made.encapsulation());
    }

    /** That of a request that has come. */
    public static Envelope of(byte[] request, PrivateKey vault) throws GeneralSecurityException {
        if (request.length < ENCAPSULATION_BYTES) {
            throw new InvalidKeyException("that is too short to begin with a key");
        }
        var encapsulation = Arrays.copyOf(request, ENCAPSULATION_BYTES);
        return new Envelope(KEM.getInstance("DHKEM").newDecapsulator(vault).decapsulate(encapsulation), encapsulation);
    }

    public byte[] sealRequest(byte[] content) throws GeneralSecurityException {
        return together(encapsulation, seal(REQUEST, content));
    }

    public byte[] openRequest(byte[] request) throws GeneralSecurityException {
        return open(
                REQUEST,
                Arrays.copyOfRange(request, ENCAPSULATION_BYTES, Math.max(ENCAPSULATION_BYTES, request.length)));
    }

    public byte[] sealReply(byte[] content) throws GeneralSecurityException {
        return seal(REPLY, content);
    }

    public byte[] openReply(byte[] reply) throws GeneralSecurityException {
        return open(REPLY, reply);
    }

    // A request that is delivered twice has two replies under one key, which may differ: hence the random nonce.
    private byte[] seal(String purpose, byte[] content) throws GeneralSecurityException {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return together(nonce, cipher(Cipher.ENCRYPT_MODE, purpose, nonce).doFinal(content));
    }

    private byte[] open(String purpose, byte[] sealed) throws GeneralSecurityException {
        var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        return cipher(Cipher.DECRYPT_MODE, purpose, nonce)
                .doFinal(sealed, Math.min(NONCE_BYTES, sealed.length), Math.max(0, sealed.length - NONCE_BYTES));
    }

    private Cipher cipher(int mode, String purpose, byte[] nonce) throws GeneralSecurityException {
        var info = purpose.getBytes(StandardCharsets.US_ASCII);
        var key = KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract().addIKM(shared).thenExpand(info, KEY_BYTES));
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static byte[] together(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
