package dev.signet.key;

import dev.signet.platform.crypto.SigningProvider;
import dev.signet.platform.statement.Statements;
import dev.signet.testing.StatementKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The others that state something which key-service believes, and the keys of all. */
public final class Issuers {
    public static final Path DIR = StatementKeys.makeIn(directory());
    public static final Statements DISPATCHER = of("batch-dispatcher");
    public static final Statements COLLECTION = of("collection-service");

    /** Of any service. */
    public static Statements of(String service) {
        return Statements.of(service, DIR, SigningProvider.fastest(), (_, _) -> {});
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("signet-statements-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Issuers() {}
}
