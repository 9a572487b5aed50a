package dev.signet.standalone;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.signet.contract.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * A directory for each part, with what it needs of the secrets and nothing else: a service its own token, of the others' tokens the digests by which it
 * knows them, its key to sign what it states with and the others' public ones, its password of the database, its address of the broker; to be mounted where that part runs, and nowhere else.
 */
record HandOut(Secrets secrets, Path dir, String broker) {
    private static final String OWNER_ONLY = "r--------";

    // What the servers' own users have to read; in their directories there is nothing else.
    private static final String EVERYBODY = "r--r--r--";

    void write() {
        try {
            for (var schema : ServiceSchema.values()) {
                var password = secrets.password(schema.role());
                write(place(schema.service(), "database-password"), password, OWNER_ONLY);
                write(place("migrate", schema.role()), password, OWNER_ONLY);
            }
            var owner = secrets.password(Secrets.DATABASE_OWNER);
            write(place("migrate", Secrets.DATABASE_OWNER), owner, OWNER_ONLY);
            write(place("postgres", "password"), owner, EVERYBODY);
            for (var user : BrokerUser.values()) {
                tokens(user.service());
                write(place(user.service(), "amqp-url"), url(user.login()), OWNER_ONLY);
            }
            for (var issuer : Statement.ISSUERS) {
                write(place(issuer, issuer + ".key"), Files.readString(secrets.statementKey(issuer)), OWNER_ONLY);
                for (var reader : Statement.ISSUERS) {
                    write(
                            place(reader, issuer + ".pub"),
                            Files.readString(secrets.statementPublicKey(issuer)),
                            OWNER_ONLY);
                }
            }
            write(place("clients", "amqp-url"), url(BrokerDefinitions.CLIENTS), OWNER_ONLY);
            write(place("rabbitmq", "definitions.json"), BrokerDefinitions.json(secrets::password), EVERYBODY);
        } catch (IOException e) {
            throw new UncheckedIOException("the secrets cannot be handed out: " + e.getMessage(), e);
        }
    }

    private void tokens(String service) throws IOException {
        for (var other : Secrets.SERVICES) {
            var token = secrets.token(other);
            if (other.equals(service)) {
                write(place(service, other + ".token"), token, OWNER_ONLY);
            } else {
                write(place(service, other + ".sha256"), sha256(token), OWNER_ONLY);
            }
        }
    }

    private String url(String login) {
        return "amqp://%s:%s@%s".formatted(login, secrets.password(login), broker);
    }

    private Path place(String part, String file) {
        return dir.resolve(part).resolve(file);
    }

    /** Whoever reads it meanwhile reads the old content or the new one. */
    private static void write(Path file, String content, String permissions) throws IOException {
        Files.createDirectories(file.getParent());
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        var attribute = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
        try (var channel = Files.newByteChannel(temporary, Set.of(CREATE_NEW, WRITE), attribute)) {
            channel.write(StandardCharsets.US_ASCII.encode(content + "\n"));
        }
        Files.move(temporary, file, ATOMIC_MOVE, REPLACE_EXISTING);
    }

    private static String sha256(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
