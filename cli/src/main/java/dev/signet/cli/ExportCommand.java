package dev.signet.cli;

import dev.signet.cli.command.Command;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.export.Export;
import dev.signet.cli.progress.Figures;
import dev.signet.cli.progress.Terminal;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "export",
        description = "Write all signatures and the public keys into a directory.",
        footer = {"", "Examples:", "  signet export --out signatures"})
final class ExportCommand extends Command {
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "made if it is not there")
    private Path directory = Path.of("");

    @Option(names = "--force", description = "replace files that are there")
    private boolean isForced;

    ExportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected int run(Connection servers) throws Exception {
        var written = new Export(servers.collection(), servers.keys()).into(directory, isForced);
        terminal().out().println(written.signatures());
        terminal().out().println(written.keys());
        terminal().err().println(Figures.count(written.count(), "signature") + " written");
        return ExitCode.OK;
    }
}
