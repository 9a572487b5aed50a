package dev.signet.cli;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.command.KeyringName;
import dev.signet.cli.command.Patience;
import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.NewSamples;
import dev.signet.cli.progress.Progress;
import dev.signet.cli.progress.Progress.State;
import dev.signet.cli.progress.ProgressSource;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.progress.Watch;
import dev.signet.cli.progress.Watch.Outcome;
import dev.signet.cli.progress.WatchView;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

@CommandLine.Command(
        name = "wait",
        description = {
            "Wait in silence until the newest run has ended, and say how; at most for --timeout (5m).",
            "Exit code 3 if it has not ended by then, 1 if some records could not be signed."
        },
        footer = {
            "",
            "Examples:",
            "  signet wait && signet verify all",
            "  signet record import orders.ndjson && signet wait --timeout 30m",
            "  signet wait --keyring invoices"
        })
final class WaitCommand extends Command {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Mixin
    private final KeyringName keyring = new KeyringName();

    @Mixin
    private final Patience patience = new Patience();

    WaitCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        var longest = patience.or(PATIENCE);
        var source = new NewSamples(ProgressSource.of(servers.collection(), keyring.in(ProgressSource.PATH)));
        return switch (new Watch(source, WatchView.silentOn(terminal())).untilFinished(longest)) {
            case Outcome.Finished(var progress) -> finish(progress);
            case Outcome.NeverReached(var reason) -> throw reason;
            case Outcome.OutOfTime _ ->
                throw new CommandFailed(
                        ExitCode.NOT_FINISHED,
                        "the run has not ended within " + Figures.about(longest),
                        "signet status shows how far it is; --timeout gives it longer");
        };
    }

    private int finish(Progress progress) {
        terminal()
                .out()
                .printf("run %s %s in %s%n", progress.runId(), progress.state(), Figures.seconds(progress.elapsed()));
        return progress.state() == State.COMPLETED ? ExitCode.OK : ExitCode.ERROR;
    }
}
