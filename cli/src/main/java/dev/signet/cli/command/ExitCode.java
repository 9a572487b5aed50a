package dev.signet.cli.command;

/** What the process ends with; the numbers are part of the interface. */
public final class ExitCode {
    public static final int OK = 0;
    public static final int ERROR = 1;
    public static final int USAGE = 2;
    public static final int NOT_FINISHED = 3;
    public static final int UNREACHABLE = 4;
    public static final int NOT_FOUND = 5;
    public static final int NOT_ALLOWED = 6;
    public static final int NO_SIGNATURE = 10;
    public static final int WRONG_SIGNATURE = 12;
    public static final int UNKNOWN_KEY = 13;
    public static final int BROKEN_PROMISE = 14;

    /** By Ctrl-C; the JVM's own. */
    public static final int STOPPED = 130;

    private ExitCode() {}
}
