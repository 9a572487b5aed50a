package dev.signet.cli.vault;

import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Keys as they are written down: base64url, in a file that its owner alone can read, never over another. */
final class KeyFile {
    static byte[] read(@Nullable Path file) {
        try {
            return Base64.getUrlDecoder().decode(Secret.read(file, "key", "--key"));
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(ExitCode.USAGE, "that is no key", "--key names a file as vault put writes it");
        }
    }

    static String write(byte[] key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    /** Before anything is stored: a key that cannot be kept must not be made. */
    static void create(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailed(
                    ExitCode.ERROR,
                    file + " is there already",
                    "a key is never written over another; name another file");
        }
    }

    static void fill(Path file, byte[] key) throws IOException {
        Files.writeString(file, write(key) + "\n", StandardCharsets.US_ASCII);
    }

    private KeyFile() {}
}
