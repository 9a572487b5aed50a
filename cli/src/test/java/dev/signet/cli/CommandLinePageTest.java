package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.command.ExitCode;
import dev.signet.cli.progress.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Help and docs/cli.md say what there is. {@code -Dsignet.docs=write} writes the page's commands anew. */
class CommandLinePageTest {
    private static final Path PAGE = Path.of("..", "docs", "cli.md");
    private static final String MARK = "<!-- what follows is every command's own --help -->\n";

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandSaysWhatItIsForAndGivesAnExample(CommandLine command) {
        var usage = command.getCommandSpec().usageMessage();

        assertThat(usage.description())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).endsWith("."));
        assertThat(usage.footer()).contains("Examples:");
        assertThat(command.getUsageMessage(Ansi.OFF).lines())
                .allSatisfy(line -> assertThat(line).as("fits a terminal").hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void pageHasEveryCommandsHelpAsItIs() throws IOException {
        var commands = new StringBuilder();
        commands()
                .forEach(command -> commands.append("\n### `%s`\n\n```\n%s```\n"
                        .formatted(command.getCommandSpec().qualifiedName(), command.getUsageMessage(Ansi.OFF))));
        var page = Files.readString(PAGE);
        var prose = page.substring(0, page.indexOf(MARK) + MARK.length());
        if ("write".equals(System.getProperty("signet.docs"))) {
            Files.writeString(PAGE, prose + commands);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(prose + commands);
    }

    @Test
    void pageAndHelpNameEveryExitCode() throws IOException {
        var page = Files.readString(PAGE);
        var help = commandLine().getUsageMessage(Ansi.OFF);

        assertThat(exitCodes())
                .allSatisfy(code -> assertThat(page).contains("| %d |".formatted(code)))
                .allSatisfy(code -> assertThat(help.substring(help.indexOf("Exit codes:")))
                        .containsPattern("\\b%d ".formatted(code)));
    }

    private static Stream<Integer> exitCodes() {
        return Arrays.stream(ExitCode.class.getFields()).map(CommandLinePageTest::valueOf);
    }

    private static int valueOf(Field constant) {
        try {
            return constant.getInt(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<CommandLine> commands() {
        return withSubcommands(commandLine());
    }

    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream().flatMap(CommandLinePageTest::withSubcommands));
    }

    private static CommandLine commandLine() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        return SignetCli.commandLine(Terminal.plain(nowhere, nowhere), FakeSignet.nothing());
    }
}
