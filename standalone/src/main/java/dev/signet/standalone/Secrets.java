package dev.signet.standalone;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * The key-encryption key, the service tokens and the operator's token: made once, readable by their owner alone, never replaced. Losing the key-encryption key means losing
 * every private key.
 */
record Secrets(Path kekFile, Path tokensDir, Path operatorFile) {
    private static final List<String> SERVICES =
            List.of("collection-service", "key-service", "batch-dispatcher", "signing-service", "seeder", "standalone");
    private static final int BYTES = 32;

    /** Under one directory, as the standalone keeps them. */
    static Secrets in(Path dir) {
        return new Secrets(dir.resolve("kek"), dir.resolve("tokens"), dir.resolve("operator-token"));
    }

    /** Makes what is missing; what is there stays. */
    void makeMissing() {
        try {
            Files.createDirectories(tokensDir);
            Files.createDirectories(kekFile.toAbsolutePath().getParent());
            Files.createDirectories(operatorFile.toAbsolutePath().getParent());
            makeMissing(kekFile, Base64.getEncoder());
            makeMissing(operatorFile, Base64.getUrlEncoder().withoutPadding());
            for (var service : SERVICES) {
                makeMissing(
                        tokensDir.resolve(service + ".token"),
                        Base64.getUrlEncoder().withoutPadding());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the secrets cannot be written: " + e.getMessage(), e);
        }
    }

    private static void makeMissing(Path file, Base64.Encoder encoding) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        var secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(temporary, Set.of(CREATE_NEW, WRITE), ownerOnly)) {
            channel.write(StandardCharsets.US_ASCII.encode(encoding.encodeToString(secret) + "\n"));
        }
        Files.move(temporary, file);
    }
}
