package dev.signet.audit.database;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The role that the service works as.
 *
 * @param writerUser may only append and read; made by the owner if it is missing. Without it the service works as the owner
 */
@ConfigurationProperties("signet.audit")
record WriterProperties(
        @Nullable String writerUser, @Nullable String writerPassword) {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    WriterProperties {
        if (writerUser != null && !NAME.matcher(writerUser).matches()) {
            throw new IllegalArgumentException(
                    "signet.audit.writer-user must be lower-case letters, digits and underscores, not '" + writerUser
                            + "'");
        }
        if (writerUser != null && (writerPassword == null || writerPassword.isBlank())) {
            throw new IllegalArgumentException("signet.audit.writer-password is missing");
        }
    }

    @Override
    public String toString() {
        return "WriterProperties[writerUser=%s]".formatted(writerUser);
    }
}
