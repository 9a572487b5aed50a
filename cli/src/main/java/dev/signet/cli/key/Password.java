package dev.signet.cli.key;

import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.ExitCode;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The password of encrypted keys. It comes from a file or from the keyboard: arguments can be read by every user of the machine. */
final class Password {
    private static final String HINT = "--password-file names a file with nothing but the password";

    static String read(@Nullable Path file) {
        return file == null ? ask() : first(file);
    }

    private static String first(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.USAGE, "the password file '%s' cannot be read".formatted(file), HINT);
        }
    }

    private static String ask() {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> console.readPassword("password of the encrypted keys: "))
                .map(String::new)
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.USAGE, "the keys are encrypted, and there is nobody to ask for their password", HINT));
    }

    private Password() {}
}
