package dev.signet.cli;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.command.KeyringName;
import dev.signet.cli.command.Patience;
import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.Progress;
import dev.signet.cli.progress.Progress.State;
import dev.signet.cli.progress.ProgressSource;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.progress.Watch;
import dev.signet.cli.progress.Watch.Outcome;
import dev.signet.cli.progress.WatchView;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "watch",
        description = {
            "Show the newest run until it ends; without --timeout for as long as that takes.",
            "Exit code 1 if some records could not be signed."
        },
        footer = {
            "",
            "Examples:",
            "  signet watch",
            "  signet watch --verify --timeout 30m",
            "  signet watch --keyring invoices"
        })
final class WatchCommand extends Command {
    @Option(names = "--verify", description = "when the run has ended, prove it as 'verify all' does")
    private boolean isVerified;

    @Mixin
    private final KeyringName keyring = new KeyringName();

    @Mixin
    private final Patience patience = new Patience();

    WatchCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        var longest = patience.or(Watch.FOREVER);
        var source = ProgressSource.of(servers.collection(), keyring.in(ProgressSource.PATH));
        var watch = new Watch(source, WatchView.on(terminal()));
        return switch (watch.untilFinished(longest)) {
            case Outcome.Finished(var progress) -> finish(progress, servers);
            case Outcome.NeverReached(var reason) -> throw reason;
            case Outcome.OutOfTime _ ->
                throw new CommandFailed(
                        ExitCode.NOT_FINISHED,
                        "the run has not ended within " + Figures.about(longest),
                        "signet status shows how far it is; without --timeout it is shown until it ends");
        };
    }

    private int finish(Progress progress, Connection servers) throws InterruptedException {
        var verified = isVerified ? VerifyAllCommand.verify(terminal(), servers, patience) : ExitCode.OK;
        var complete = progress.state() == State.COMPLETED ? ExitCode.OK : ExitCode.ERROR;
        return verified == ExitCode.OK ? complete : verified;
    }
}
