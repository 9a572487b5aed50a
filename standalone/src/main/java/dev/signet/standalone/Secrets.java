package dev.signet.standalone;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.signet.tlog.SigningKey;
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
import java.util.function.Supplier;

/**
 * The key-encryption keys, the service tokens, the services' passwords for database and broker, the operator's token and the key of the audit log: made once, readable by their owner alone, never replaced. Losing a key-encryption key means
 * losing every private key, what personal data is masked with, or what the vault finds its items by.
 */
record Secrets(
        Path kekFile,
        Path intakeKekFile,
        Path vaultKekFile,
        Path tokensDir,
        Path passwordsDir,
        Path operatorFile,
        Path auditKeyFile) {
    /** Whose tables they are in a deployment of separate services. */
    static final String DATABASE_OWNER = "signet";

    static final List<String> SERVICES = List.of(
            "collection-service",
            "key-service",
            "batch-dispatcher",
            "signing-service",
            "audit-service",
            "vault-service",
            "seeder",
            "standalone");
    private static final int BYTES = 32;

    /** Under one directory, as the standalone keeps them. */
    static Secrets in(Path dir) {
        return new Secrets(
                dir.resolve("kek"),
                dir.resolve("intake-kek"),
                dir.resolve("vault-kek"),
                dir.resolve("tokens"),
                dir.resolve("passwords"),
                dir.resolve("operator-token"),
                dir.resolve("audit-key"));
    }

    /** Makes what is missing; what is there stays. */
    void makeMissing() {
        try {
            Files.createDirectories(tokensDir);
            Files.createDirectories(passwordsDir);
            Files.createDirectories(kekFile.toAbsolutePath().getParent());
            Files.createDirectories(intakeKekFile.toAbsolutePath().getParent());
            Files.createDirectories(vaultKekFile.toAbsolutePath().getParent());
            Files.createDirectories(operatorFile.toAbsolutePath().getParent());
            Files.createDirectories(auditKeyFile.toAbsolutePath().getParent());
            makeMissing(kekFile, Base64.getEncoder());
            makeMissing(intakeKekFile, Base64.getEncoder());
            makeMissing(vaultKekFile, Base64.getEncoder());
            makeMissing(operatorFile, Base64.getUrlEncoder().withoutPadding());
            makeMissing(auditKeyFile, SigningKey::generate);
            makeMissing(passwordFile(DATABASE_OWNER), Base64.getUrlEncoder().withoutPadding());
            for (var schema : ServiceSchema.values()) {
                makeMissing(passwordFile(schema.role()), Base64.getUrlEncoder().withoutPadding());
            }
            for (var user : BrokerUser.values()) {
                makeMissing(passwordFile(user.login()), Base64.getUrlEncoder().withoutPadding());
            }
            for (var user : List.of(BrokerDefinitions.CLIENTS, BrokerDefinitions.SCALER)) {
                makeMissing(passwordFile(user), Base64.getUrlEncoder().withoutPadding());
            }
            for (var service : SERVICES) {
                makeMissing(
                        tokensDir.resolve(service + ".token"),
                        Base64.getUrlEncoder().withoutPadding());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the secrets cannot be written: " + e.getMessage(), e);
        }
    }

    /** @param account a role of the database or a user of the broker */
    String password(String account) {
        return read(passwordFile(account));
    }

    String token(String service) {
        return read(tokensDir.resolve(service + ".token"));
    }

    private Path passwordFile(String account) {
        return passwordsDir.resolve(account);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the secrets cannot be read: " + e.getMessage(), e);
        }
    }

    private static void makeMissing(Path file, Base64.Encoder encoding) throws IOException {
        makeMissing(file, () -> {
            var secret = new byte[BYTES];
            new SecureRandom().nextBytes(secret);
            return encoding.encodeToString(secret) + "\n";
        });
    }

    private static void makeMissing(Path file, Supplier<String> content) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--------"));
        try (var channel = Files.newByteChannel(temporary, Set.of(CREATE_NEW, WRITE), ownerOnly)) {
            channel.write(StandardCharsets.US_ASCII.encode(content.get()));
        }
        Files.move(temporary, file);
    }
}
