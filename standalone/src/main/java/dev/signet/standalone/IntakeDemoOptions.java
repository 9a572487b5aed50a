package dev.signet.standalone;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the intake's demo can be told. */
final class IntakeDemoOptions {
    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "100000",
            description = "messages to send (${DEFAULT-VALUE})")
    int messages;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "the same one makes the same messages (${DEFAULT-VALUE})")
    long seed;

    @Mixin
    final SystemOptions system = new SystemOptions();

    /** Throws with one sentence for the first option that makes no sense. */
    void check() {
        SystemOptions.between("--messages", messages, 1, 10_000_000);
        system.check(1);
    }
}
