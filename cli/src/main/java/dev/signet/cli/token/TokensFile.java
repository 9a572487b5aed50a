package dev.signet.cli.token;

import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import picocli.CommandLine.Option;

/** The file by which servers know tokens: a line {@code name roles sha-256 [last-day]} for each; comments and empty lines stay as they are. */
final class TokensFile {
    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            required = true,
            defaultValue = "${env:SIGNET_PEOPLE_TOKENS_FILE}",
            description = "the file by which the servers know tokens (SIGNET_PEOPLE_TOKENS_FILE)")
    private Path file = Path.of("");

    /** One line that stands for a token; its hash says nothing of it. */
    record Entry(String name, String roles, String hash, String lastDay) {
        static Entry of(String line) {
            var parts = (line.strip() + "  - - -").split("\\s+");
            return new Entry(parts[0], parts[1], parts[2], parts[3]);
        }

        String line() {
            return "%s %s %s %s".formatted(name, roles, hash, lastDay).strip();
        }
    }

    List<Entry> entries() throws IOException {
        return lines().stream().filter(TokensFile::isEntry).map(Entry::of).toList();
    }

    void add(Entry entry) throws IOException {
        if (entries().stream().anyMatch(each -> each.name().equals(entry.name()))) {
            throw new CommandFailed(
                    ExitCode.ERROR,
                    "'%s' has a token already".formatted(entry.name()),
                    "give another name, or revoke that one first");
        }
        var lines = new ArrayList<>(lines());
        lines.add(entry.line());
        write(lines);
    }

    void remove(String name) throws IOException {
        var lines = new ArrayList<>(lines());
        if (!lines.removeIf(line -> isEntry(line) && Entry.of(line).name().equals(name))) {
            throw new CommandFailed(
                    ExitCode.NOT_FOUND, "nobody is called '%s' there".formatted(name), "token list shows who is");
        }
        write(lines);
    }

    private static boolean isEntry(String line) {
        return !line.isBlank() && !line.stripLeading().startsWith("#");
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    // Whole or not at all, since servers may read it at any moment.
    private void write(List<String> lines) throws IOException {
        var directory = file.toAbsolutePath().getParent();
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var temporary = Files.createTempFile(directory, file.getFileName().toString(), ".new", ownerOnly);
        try {
            Files.write(temporary, lines);
            if (Files.exists(file)) {
                Files.setOwner(temporary, Files.getOwner(file)); // the servers' user has to read it
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    static String sha256(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
