package dev.signet.platform.kek;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody says that a key-encryption key is.
 *
 * @param source {@code file:}, {@code passphrase:} or {@code pkcs11:}, and where there
 * @param file instead of it: the same as {@code file:}
 * @param kind what the key is, in words
 * @param variable the beginning of the settings' names
 */
public record KekSetting(@Nullable String source, @Nullable Path file, String kind, String variable) {
    String location() {
        if (source != null && !source.isBlank()) {
            return source.strip();
        }
        if (file == null) {
            throw new IllegalStateException("no %s is configured%s".formatted(kind, howTo()));
        }
        return "file:" + file;
    }

    String howTo() {
        return "; make one with: openssl rand -base64 32 > kek, keep it safe, and point %s_FILE to it"
                .formatted(variable);
    }
}
