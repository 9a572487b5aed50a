package dev.signet.cli;

import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command that the launcher script runs by itself, with more than this program has. Here it is only known by name. */
abstract class LauncherCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Unmatched
    private List<String> options = List.of();

    @Override
    public final Integer call() {
        throw new CommandFailed(
                ExitCode.USAGE,
                "'%s' is run by the launcher".formatted(spec.name()),
                "./signet %s, from a clone or the image".formatted(spec.name()));
    }

    @CommandLine.Command(
            name = "demo",
            description = "Everything in one process, on embedded servers: sign, prove, report.",
            footer = {
                "",
                "Examples:",
                "  signet demo",
                "  signet demo --records 5000 --keys 20 --batch-size 50",
                "  signet demo intake --messages 20000"
            })
    static final class Demo extends LauncherCommand {}

    @CommandLine.Command(
            name = "bench",
            description = "Measure Signet beside what bounds it and what else could do the work; needs the sources.",
            footer = {"", "Examples:", "  signet bench"})
    static final class Bench extends LauncherCommand {}

    @CommandLine.Command(
            name = "chaos",
            description = "Rounds of faults over separate processes, each proved afterwards; needs the sources.",
            footer = {"", "Examples:", "  signet chaos --rounds 20 --seed 1"})
    static final class Chaos extends LauncherCommand {}
}
