package dev.signet.cli.progress;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Where output goes.
 *
 * @param out what was asked for
 * @param err what people should know beside it
 * @param isInteractive whether {@code out} is a screen on which lines can be drawn again
 * @param hasColor whether colours are welcome there
 * @param width how many columns it has at the moment
 */
public record Terminal(
        PrintStream out, PrintStream err, Clock clock, boolean isInteractive, boolean hasColor, IntSupplier width) {
    private static final int USUAL_WIDTH = 80;

    /** This process's own; {@code NO_COLOR} and {@code TERM=dumb} are respected. */
    public static Terminal ofProcess(Map<String, String> environment) {
        var onScreen = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        var interactive = onScreen && !"dumb".equals(environment.get("TERM"));
        return new Terminal(
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                Clock.system(ZoneId.systemDefault()),
                interactive,
                hasColor(interactive, environment),
                () -> columns(environment));
    }

    static boolean hasColor(boolean interactive, Map<String, String> environment) {
        return interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** Plain lines into streams: no screen, no colour. */
    public static Terminal plain(PrintStream out, PrintStream err) {
        return new Terminal(out, err, Clock.system(ZoneId.systemDefault()), false, false, () -> USUAL_WIDTH);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    private static int columns(Map<String, String> environment) {
        var columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9]\\d{0,3}") ? Integer.parseInt(columns) : askTerminal();
    }

    // Java has no call for this; stty asks the terminal behind its standard input.
    private static int askTerminal() {
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var size = new String(stty.getInputStream().readNBytes(32), StandardCharsets.US_ASCII).strip();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroy();
            }
            return size.matches("\\d+ [1-9]\\d{0,3}")
                    ? Integer.parseInt(size.substring(size.indexOf(' ') + 1))
                    : USUAL_WIDTH;
        } catch (IOException e) {
            return USUAL_WIDTH;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL_WIDTH;
        }
    }
}
