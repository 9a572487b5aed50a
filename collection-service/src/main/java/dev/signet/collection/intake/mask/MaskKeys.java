package dev.signet.collection.intake.mask;

import dev.signet.platform.AesGcm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * One version of what is masked with: a key per field and one per other purpose, each derived from the version's secret by HKDF (RFC 5869), so that
 * nothing that one of them makes can be linked to what another makes.
 */
public final class MaskKeys {
    private static final String MAC = "HmacSHA256";
    private static final String INFO = "signet intake v1|";
    private static final int SALT_BYTES = 16;

    private final int version;
    private final byte[] secret;
    private final Map<String, SecretKeySpec> derived = new ConcurrentHashMap<>();

    MaskKeys(int version, byte[] secret) {
        this.version = version;
        this.secret = secret.clone();
    }

    public int version() {
        return version;
    }

    /** The code that stands for a value: {@code h<version>.<base64url>}, the same for the same value of the same field alone. */
    public String mask(String type, String field, byte[] value) {
        return "h%d.%s".formatted(version, base64Url(mac("mask|" + type + "|" + field, value)));
    }

    /** What a message is known by, so that it is stored once. A bare digest would let guesses at what was masked in it be tried. */
    public String identity(String type, @Nullable String id, byte[] body) {
        return "h%d.%s".formatted(version, base64Url(mac("identity", identified(type, id, body))));
    }

    /** As {@link #identity}, as parked messages have it. */
    public UUID parkedIdentity(String type, byte[] body) {
        var code = ByteBuffer.wrap(mac("parked identity", identified(type, null, body)));
        return new UUID(code.getLong(), code.getLong());
    }

    /** A message that must wait, unreadable: {@code p<version>.<base64url>}. */
    public byte[] seal(byte[] body) {
        // a key per message: one key under random nonces would not stand as many messages as may come
        var salt = Arrays.copyOf(AesGcm.randomKey(), SALT_BYTES);
        var sealed = AesGcm.seal(mac("parked", salt), body, associated());
        var both = ByteBuffer.allocate(SALT_BYTES + sealed.length).put(salt).put(sealed);
        return "p%d.%s".formatted(version, base64Url(both.array())).getBytes(StandardCharsets.US_ASCII);
    }

    /** @param sealed what comes after the dot */
    byte[] open(String sealed) throws AEADBadTagException {
        var both = Base64.getUrlDecoder().decode(sealed);
        var salt = Arrays.copyOf(both, SALT_BYTES);
        return AesGcm.open(
                mac("parked", salt),
                Arrays.copyOfRange(both, Math.min(SALT_BYTES, both.length), both.length),
                associated());
    }

    private byte[] associated() {
        return "signet intake parked|%d".formatted(version).getBytes(StandardCharsets.US_ASCII);
    }

    // Each with its length in front, so that no two of them run into each other. Types may be anybody's words here.
    private static byte[] identified(String type, @Nullable String id, byte[] body) {
        var kind = type.getBytes(StandardCharsets.UTF_8);
        var name = id == null ? new byte[0] : id.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 * Integer.BYTES + kind.length + name.length + body.length)
                .putInt(kind.length)
                .put(kind)
                .putInt(id == null ? -1 : name.length)
                .put(name)
                .put(body)
                .array();
    }

    private byte[] mac(String purpose, byte[] value) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(derived.computeIfAbsent(purpose, this::derive));
            return mac.doFinal(value);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HMAC-SHA-256", e);
        }
    }

    private SecretKeySpec derive(String purpose) {
        try {
            var info = (INFO + purpose).getBytes(StandardCharsets.UTF_8);
            var parameters = HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(info, AesGcm.KEY_BYTES);
            return new SecretKeySpec(KDF.getInstance("HKDF-SHA256").deriveData(parameters), MAC);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java 25 has HKDF", e);
        }
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The version only. */
    @Override
    public String toString() {
        return "mask keys, version " + version;
    }
}
