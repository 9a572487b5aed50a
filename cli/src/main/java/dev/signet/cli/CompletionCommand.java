package dev.signet.cli;

import dev.signet.cli.command.ExitCode;
import dev.signet.cli.progress.Terminal;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@CommandLine.Command(
        name = "completion",
        description = "Write a script that lets a shell complete commands and options.",
        footer = {
            "",
            "Examples:",
            "  source <(signet completion bash)",
            "  signet completion zsh > ~/.signet-completion; echo 'source ~/.signet-completion' >> ~/.zshrc"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.BASH;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The script is the same: in a zsh it switches the emulation of bash's completion on by itself. */
    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return this == BASH ? "bash" : "zsh";
        }
    }

    @Override
    public Integer call() {
        terminal.out().print(AutoComplete.bash("signet", spec.root().commandLine()));
        terminal.out().flush();
        return ExitCode.OK;
    }
}
