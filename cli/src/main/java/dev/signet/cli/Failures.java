package dev.signet.cli;

import dev.signet.cli.bundle.DamagedBundle;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.IncompleteStream;
import dev.signet.cli.server.ServerRefused;
import dev.signet.cli.server.ServerUnreachable;
import dev.signet.cli.verify.NotFinished;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one sentence, a hint and an exit code. */
record Failures(Terminal terminal) implements IExecutionExceptionHandler, IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] args) {
        return tell(
                ExitCode.USAGE,
                e.getMessage(),
                "%s --help shows what there is"
                        .formatted(e.getCommandLine().getCommandSpec().qualifiedName()));
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        return switch (e) {
            case ServerUnreachable _ ->
                tell(
                        ExitCode.UNREACHABLE,
                        e.getMessage(),
                        "is Signet running? --server and --keys-server say where (signet demo, docker compose up)");
            case NotFinished _ -> tell(ExitCode.NOT_FINISHED, e.getMessage(), "signet watch shows how far it is");
            case ServerRefused _ ->
                tell(ExitCode.ERROR, e.getMessage(), "is that address Signet's, and of the same version?");
            case DamagedBundle _ ->
                tell(
                        ExitCode.ERROR,
                        e.getMessage(),
                        "nothing can be concluded from it; get the bundle again from where it was made");
            case NoSuchFileException file ->
                tell(ExitCode.NOT_FOUND, "there is no " + file.getMessage(), "signet export --out writes a bundle");
            case IncompleteStream _ -> tell(ExitCode.ERROR, e.getMessage(), "run the command again");
            case FileAlreadyExistsException exists ->
                tell(ExitCode.ERROR, exists.getFile() + " is there already", "--force replaces it");
            case FileSystemException file ->
                tell(ExitCode.ERROR, "cannot write " + file.getMessage(), "choose another directory by --out");
            case IllegalArgumentException _ ->
                tell(
                        ExitCode.USAGE,
                        e.getMessage(),
                        command.getCommandSpec().qualifiedName() + " --help shows what there is");
            default -> tell(ExitCode.ERROR, "something unforeseen went wrong: " + e, "please report it");
        };
    }

    private int tell(int exitCode, @Nullable String sentence, String hint) {
        terminal.err().println("signet: " + sentence);
        terminal.err().println("        " + hint);
        return exitCode;
    }
}
