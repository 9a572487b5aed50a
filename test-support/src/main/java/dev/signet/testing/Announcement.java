package dev.signet.testing;

/** The one line that says what the tests run against. */
final class Announcement {
    private Announcement() {}

    @SuppressWarnings("SystemOut") // for whoever reads the build's output, whatever its logging is
    static void say(String line) {
        System.out.println(line);
    }
}
