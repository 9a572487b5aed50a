package dev.signet.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What the caller is known by, which stands in a file: on a command line every user of the machine could read it. */
final class TokenFile {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,4096}");
    private static final String HINT = "--token-file (SIGNET_TOKEN_FILE) names a file with nothing but the token";

    static String read(String file) {
        try {
            var token = Files.readString(Path.of(file)).strip();
            if (FORM.matcher(token).matches()) {
                return token;
            }
            throw new CommandFailed(ExitCode.USAGE, "'%s' does not hold one token".formatted(file), HINT);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailed(ExitCode.USAGE, "the token file '%s' cannot be read".formatted(file), HINT);
        }
    }

    private TokenFile() {}
}
