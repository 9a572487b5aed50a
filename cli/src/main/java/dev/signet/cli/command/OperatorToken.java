package dev.signet.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The operator's secret, which stands in a file: on a command line every user of the machine could read it. */
final class OperatorToken {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,4096}");
    private static final String HINT =
            "--token-file (SIGNET_OPERATOR_TOKEN_FILE) names a file with nothing but the token";

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

    private OperatorToken() {}
}
