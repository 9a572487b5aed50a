package dev.signet.cli.command;

/** A command cannot do what it was asked to; says so in one sentence, with a hint what to do and the exit code. */
public final class CommandFailed extends RuntimeException {
    private final int exitCode;
    private final String hint;

    public CommandFailed(int exitCode, String sentence, String hint) {
        super(sentence);
        this.exitCode = exitCode;
        this.hint = hint;
    }

    public int exitCode() {
        return exitCode;
    }

    public String hint() {
        return hint;
    }
}
