package dev.signet.cli.key;

import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A private key on its way to key-service. */
record PemFile(String name, String pem) {
    private static final int LARGEST = 64 << 10;

    static PemFile read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw unusable(file, "is no key: it has more than %d kB".formatted(LARGEST >> 10));
            }
            return new PemFile(file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw unusable(file, "cannot be read");
        }
    }

    boolean isEncrypted() {
        return pem.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    }

    private static CommandFailed unusable(Path file, String why) {
        return new CommandFailed(ExitCode.USAGE, "'%s' %s".formatted(file, why), "nothing was sent");
    }

    /** The name alone: the rest is secret. */
    @Override
    public String toString() {
        return name;
    }
}
