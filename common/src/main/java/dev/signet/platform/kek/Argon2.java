package dev.signet.platform.kek;

import dev.signet.platform.AesGcm;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * How a key is made of a passphrase (RFC 9106), as one line of the form that Argon2's hashes have, with the key's id in the place of the hash. None of it is
 * secret.
 */
record Argon2(int memoryKib, int passes, int lanes, String salt) {
    private static final int SALT_BYTES = 16;
    private static final int MOST_MEMORY_KIB = 1 << 20;
    private static final Pattern LINE = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{22,64})\\$([A-Za-z0-9_-]{16})");

    /** A line of the file: the key of the passphrase that is meant has this id. */
    record Line(Argon2 argon2, String id) {
        @Override
        public String toString() {
            return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                    .formatted(argon2.memoryKib, argon2.passes, argon2.lanes, argon2.salt, id);
        }
    }

    Argon2 {
        if (memoryKib > MOST_MEMORY_KIB) {
            throw new IllegalStateException("%d KiB are too much for a passphrase".formatted(memoryKib));
        }
    }

    /** RFC 9106's second choice, for where memory is scarce, under a salt of its own. */
    static Argon2 fresh() {
        var salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return new Argon2(1 << 16, 3, 4, Base64.getEncoder().withoutPadding().encodeToString(salt));
    }

    static Line read(String line) {
        var found = LINE.matcher(line.strip());
        if (!found.matches()) {
            throw new IllegalStateException("a line of the passphrase's file is not one that was written there");
        }
        var argon2 = new Argon2(
                Integer.parseInt(found.group(1)),
                Integer.parseInt(found.group(2)),
                Integer.parseInt(found.group(3)),
                found.group(4));
        return new Line(argon2, found.group(5));
    }

    LocalKey key(char[] passphrase) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(Base64.getDecoder().decode(salt))
                .build());
        var key = new byte[AesGcm.KEY_BYTES];
        generator.generateBytes(passphrase, key);
        return new LocalKey(key);
    }
}
