package dev.signet.cli;

import dev.signet.cli.bundle.DamagedBundle;
import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.IncompleteStream;
import dev.signet.cli.server.NotUnderstood;
import dev.signet.cli.server.ServerRefused;
import dev.signet.cli.server.ServerUnreachable;
import dev.signet.cli.verify.NotFinished;
import dev.signet.vaultclient.VaultFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import tools.jackson.core.JacksonException;

/** Turns what went wrong into one sentence, a hint and an exit code. */
record Failures(Terminal terminal) implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final List<String> LISTED = List.of("run", "record", "batch", "key");

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        return e instanceof UnmatchedArgumentException unmatched
                ? tell(ExitCode.USAGE, sentence(unmatched), hint(e, unmatched.getSuggestions()))
                : tell(ExitCode.USAGE, e.getMessage(), hint(e, List.of()));
    }

    private static @Nullable String sentence(UnmatchedArgumentException e) {
        var first = e.getUnmatched().getFirst();
        var isCommandExpected = !e.getCommandLine().getSubcommands().isEmpty();
        return isCommandExpected && !first.startsWith("-")
                ? "there is no command '%s'".formatted(first)
                : e.getMessage();
    }

    private static String hint(ParameterException e, List<String> suggestions) {
        return suggestions.isEmpty()
                ? e.getCommandLine().getCommandSpec().qualifiedName() + " --help shows what there is"
                : "did you mean %s?".formatted(suggestions.getFirst());
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        return switch (e) {
            case CommandFailed failed -> tell(failed.exitCode(), e.getMessage(), failed.hint());
            case ServerUnreachable _ ->
                tell(
                        ExitCode.UNREACHABLE,
                        e.getMessage(),
                        "is Signet running? --server and --keys-server say where (signet demo, docker compose up)");
            case NotFinished _ -> tell(ExitCode.NOT_FINISHED, e.getMessage(), "signet watch shows how far it is");
            case ServerRefused refused -> tell(refused, command);
            case VaultFailure failure -> tell(failure);
            case JacksonException _ -> notUnderstood("an answer is not what this version of signet understands");
            case NotUnderstood _ ->
                notUnderstood("an answer is not what this version of signet understands: " + e.getMessage());
            case DamagedBundle _ ->
                tell(
                        ExitCode.ERROR,
                        e.getMessage(),
                        "nothing can be concluded from it; get the bundle again from where it was made");
            case IncompleteStream _ -> tell(ExitCode.ERROR, e.getMessage(), "run the command again");
            case IOException io -> tell(io, command.getParseResult().hasMatchedOption("--force"));
            case UncheckedIOException io ->
                handleExecutionException(Objects.requireNonNull(io.getCause()), command, parsed);
            case IllegalArgumentException _ ->
                tell(
                        ExitCode.USAGE,
                        e.getMessage(),
                        command.getCommandSpec().qualifiedName() + " --help shows what there is");
            default -> tell(ExitCode.ERROR, "something unforeseen went wrong: " + e, "please report it");
        };
    }

    private int notUnderstood(String sentence) {
        return tell(ExitCode.ERROR, sentence, "is that address Signet's, and of the same version?");
    }

    private int tell(IOException e, boolean isForced) {
        return switch (e) {
            case FileAlreadyExistsException exists ->
                tell(
                        ExitCode.ERROR,
                        exists.getFile() + " is there already",
                        isForced ? "it is of another kind, and stays; choose another name" : "--force replaces it");
            case NoSuchFileException file -> unusable(file, "there is no such file or directory");
            case AccessDeniedException file -> unusable(file, "permission denied");
            case FileSystemException file -> unusable(file, String.valueOf(file.getReason()));
            default ->
                tell(
                        ExitCode.ERROR,
                        "reading or writing failed: " + e.getMessage(),
                        "is there space left on the disk?");
        };
    }

    private int unusable(FileSystemException file, String why) {
        return tell(
                ExitCode.ERROR,
                "%s cannot be used: %s".formatted(file.getFile(), why),
                "correct it, or name another path");
    }

    private int tell(ServerRefused refused, CommandLine command) {
        if (refused.status() == 401 || refused.status() == 403) {
            return tell(
                    ExitCode.NOT_ALLOWED,
                    refused.getMessage(),
                    "--token-file (SIGNET_TOKEN_FILE) says where a token is that may do it");
        }
        if (refused.status() == 404 && "not-found".equals(refused.slug())) {
            return tell(ExitCode.NOT_FOUND, refused.detail(), lister(command) + " shows what there is");
        }
        return tell(
                ExitCode.ERROR,
                refused.getMessage(),
                refused.slug().isEmpty()
                        ? "is that address Signet's, and of the same version?"
                        : "--help shows examples");
    }

    private int tell(VaultFailure failure) {
        return switch (failure.reason()) {
            case NOT_OPENED, REMOVED ->
                tell(ExitCode.NOT_FOUND, failure.getMessage(), "are id, key and tenant those that it was stored with?");
            case NOT_ALLOWED ->
                tell(
                        ExitCode.NOT_ALLOWED,
                        failure.getMessage(),
                        "--token-file (SIGNET_TOKEN_FILE) says where a token is that may do it");
            case UNAVAILABLE ->
                tell(ExitCode.UNREACHABLE, failure.getMessage(), "--server or --vault-server says where the vault is");
            case TOO_LARGE, TOO_MANY_ATTEMPTS, REFUSED ->
                tell(ExitCode.ERROR, failure.getMessage(), "--help shows examples");
        };
    }

    // What it was looking for has a list of its own: 'verify record 9' looks for a record.
    private static String lister(CommandLine commandLine) {
        if (commandLine.getParseResult().hasMatchedOption("--keyring")) {
            return "signet keyring list";
        }
        var command = commandLine.getCommandSpec().qualifiedName();
        return LISTED.stream()
                .filter(command::contains)
                .findFirst()
                .map(thing -> "signet %s list".formatted(thing))
                .orElse(command + " --help");
    }

    private int tell(int exitCode, @Nullable String sentence, String hint) {
        terminal.err().println("signet: " + sentence);
        terminal.err().println("        " + hint);
        return exitCode;
    }
}
