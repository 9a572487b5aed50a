package dev.signet.cli.vault;

import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.ExitCode;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What should not stand on a command line, where every user of the machine can read it: it comes from a file or from the keyboard. */
final class Secret {
    /** @param what it is, for people */
    static String read(@Nullable Path file, String what, String option) {
        return file == null ? ask(what, option) : first(file, what, option);
    }

    private static String first(Path file, String what, String option) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "the file '%s' with the %s cannot be read".formatted(file, what),
                    hint(what, option));
        }
    }

    private static String ask(String what, String option) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> console.readPassword("%s: ", what))
                .map(String::new)
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.USAGE, "there is nobody to ask for the " + what, hint(what, option)));
    }

    private static String hint(String what, String option) {
        return "%s names a file with nothing but the %s".formatted(option, what);
    }

    private Secret() {}
}
