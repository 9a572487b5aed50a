package dev.signet.bench.vault;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM from memory to memory, in segments as large as the vault's, under a fresh key for each payload: what the machine can do. */
final class CipherAlone implements Store {
    private static final int SEGMENT = 512 * 1024;

    private final SecureRandom random = new SecureRandom();

    private record Sealed(SecretKey key, List<Segment> segments, int bytes) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Segment(byte[] nonce, byte[] ciphertext) {}

    @Override
    public Object put(byte[] payload) throws GeneralSecurityException {
        var generator = KeyGenerator.getInstance("AES");
        generator.init(256);
        var key = generator.generateKey();
        var segments = new ArrayList<Segment>();
        for (var from = 0; from < payload.length; from += SEGMENT) {
            var nonce = new byte[12];
            random.nextBytes(nonce);
            var length = Math.min(SEGMENT, payload.length - from);
            segments.add(
                    new Segment(nonce, cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(payload, from, length)));
        }
        return new Sealed(key, segments, payload.length);
    }

    @Override
    public byte[] get(Object receipt) throws GeneralSecurityException {
        var sealed = (Sealed) receipt;
        var payload = new byte[sealed.bytes()];
        var filled = 0;
        for (var segment : sealed.segments()) {
            var opened =
                    cipher(Cipher.DECRYPT_MODE, sealed.key(), segment.nonce()).doFinal(segment.ciphertext());
            System.arraycopy(opened, 0, payload, filled, opened.length);
            filled += opened.length;
        }
        return payload;
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, nonce));
        return cipher;
    }

    @Override
    public void close() {}
}
