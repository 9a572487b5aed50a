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
    static String read(@Nullable Path file) {
        return read(file, "password of the encrypted keys", "--password-file");
    }

    /**
     * @param what it is, in words
     * @param option names the file that has it
     */
    static String read(@Nullable Path file, String what, String option) {
        return file == null ? ask(what, hint(option)) : first(file, hint(option));
    }

    private static String hint(String option) {
        return "%s names a file with nothing but that".formatted(option);
    }

    private static String first(Path file, String hint) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.USAGE, "the file '%s' cannot be read".formatted(file), hint);
        }
    }

    private static String ask(String what, String hint) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> console.readPassword(what + ": "))
                .map(String::new)
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.USAGE, "the %s is needed, and there is nobody to ask for it".formatted(what), hint));
    }

    private Password() {}
}
