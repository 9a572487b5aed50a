package dev.signet.system.check;

/** One thing that must not be, for people to read. */
public record Violation(String check, String what) {
    @Override
    public String toString() {
        return check + ": " + what;
    }
}
