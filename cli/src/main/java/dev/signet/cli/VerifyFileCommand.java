package dev.signet.cli;

import dev.signet.cli.bundle.Bundle;
import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.output.Output;
import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.Terminal;
import dev.signet.cli.server.Json;
import dev.signet.cli.verify.BundleCheck;
import dev.signet.cli.verify.BundleSummary;
import dev.signet.cli.verify.LedgerReport;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "file",
        description = {
            "Verify a bundle that 'export' wrote, offline: every signature, and by its ledger every rule.",
            "Exit code 1 if it is damaged, 10 if signatures are missing, 12 if one does not match, 13 if a key"
                    + " is unknown, 14 if another rule was broken."
        },
        footer = {
            "",
            "Examples:",
            "  signet verify file signatures",
            "  signet verify file signatures.tar.gz -o json | jq .verified"
        })
final class VerifyFileCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "BUNDLE", description = "a directory or a .tar.gz")
    private Path path = Path.of("");

    @Mixin
    private final Output output = new Output();

    VerifyFileCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        terminal.err().println("verifying " + path);
        var result = new BundleCheck(bundle()).run(this::read, new VerifyAllCommand.Narrator(terminal));
        if (output.isTable()) {
            BundleSummary.print(terminal.out(), result);
        } else {
            output.show(terminal.out(), Json.MAPPER.valueToTree(result.report()), VerifyAllCommand.COLUMNS);
        }
        return exitCode(result.report());
    }

    private Bundle bundle() {
        try {
            return Bundle.at(path);
        } catch (NoSuchFileException e) {
            throw new CommandFailed(ExitCode.NOT_FOUND, "there is no " + path, "signet export --out writes a bundle");
        }
    }

    private void read(long bytes) {
        if (terminal.isInteractive() && bytes % (64 << 20) < 1 << 16) {
            terminal.err().print("\r" + Figures.count(bytes >> 20) + " MiB read\033[K\r");
        }
    }

    /** What says most about where to look: a wrong signature also leaves the ledger inconsistent, not the other way round. */
    private static int exitCode(LedgerReport report) {
        if (report.holds()) {
            return ExitCode.OK;
        }
        if (report.unverified() > report.unknownKey()) {
            return ExitCode.WRONG_SIGNATURE;
        }
        if (report.unknownKey() > 0) {
            return ExitCode.UNKNOWN_KEY;
        }
        return report.unsigned() > 0 ? ExitCode.NO_SIGNATURE : ExitCode.BROKEN_PROMISE;
    }
}
