package dev.signet.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The tokens that a Signet begins with, and the file by whose hashes servers know them and those that {@code signet token new} adds.
 *
 * @param tokensFile for every server
 * @param operatorFile for a person, who may do everything
 * @param consoleFile for the console, which asks for those who need not say who they are
 * @param seederFile for the seeder
 */
record PeopleTokens(Path tokensFile, Path operatorFile, Path consoleFile, Path seederFile) {
    /** Makes what is missing. Lines of others stay; those of these three are as their tokens are. */
    void makeMissing() throws IOException {
        var ours = Map.of(
                "operator", line("operator", "operator,auditor,key-admin,submitter", operatorFile),
                "console", line("console", "viewer,auditor,submitter", consoleFile),
                "seeder", line("seeder", "submitter,key-admin", seederFile));
        var former = Files.exists(tokensFile) ? Files.readAllLines(tokensFile) : List.<String>of();
        var lines = new ArrayList<>(former);
        lines.removeIf(line -> ours.containsKey(line.strip().split("\\s+", 2)[0]));
        ours.values().stream().sorted().forEach(lines::add);
        if (!List.copyOf(lines).containsAll(former) || lines.size() != former.size()) {
            OwnerOnly.write(tokensFile, String.join("\n", lines) + "\n");
        }
    }

    private static String line(String name, String roles, Path file) throws IOException {
        OwnerOnly.makeMissing(file, OwnerOnly::randomText);
        return "%s %s %s".formatted(name, roles, sha256(Files.readString(file).strip()));
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
