package dev.signet.cli;

/** What the process ends with; the numbers are part of the interface. */
final class ExitCode {
    static final int OK = 0;
    static final int ERROR = 1;
    static final int USAGE = 2;
    static final int NOT_FINISHED = 3;
    static final int UNREACHABLE = 4;
    static final int NOT_FOUND = 5;
    static final int NO_SIGNATURE = 10;
    static final int WRONG_SIGNATURE = 12;
    static final int UNKNOWN_KEY = 13;
    static final int BROKEN_PROMISE = 14;

    private ExitCode() {}
}
