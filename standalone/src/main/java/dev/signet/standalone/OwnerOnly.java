package dev.signet.standalone;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.function.Supplier;

/** Files that nobody but their owner can read, and that are there whole or not at all. */
public final class OwnerOnly {
    private static final int BYTES = 32;

    static void makeMissing(Path file, Supplier<String> content) throws IOException {
        if (!Files.exists(file)) {
            write(file, content.get());
        }
    }

    public static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--------"));
        try (var channel = Files.newByteChannel(temporary, Set.of(CREATE_NEW, WRITE), ownerOnly)) {
            channel.write(StandardCharsets.US_ASCII.encode(content));
        }
        Files.move(temporary, file, ATOMIC_MOVE);
    }

    /** 256 random bits, for a header. */
    static String randomText() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random()) + "\n";
    }

    /** 256 random bits, for a key. */
    static String randomKey() {
        return Base64.getEncoder().encodeToString(random()) + "\n";
    }

    private static byte[] random() {
        var secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    private OwnerOnly() {}
}
