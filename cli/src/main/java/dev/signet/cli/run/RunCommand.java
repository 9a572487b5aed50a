package dev.signet.cli.run;

import dev.signet.cli.command.Group;
import dev.signet.cli.output.Column;
import java.util.List;
import picocli.CommandLine;

@CommandLine.Command(
        name = "run",
        description = "Runs: list them, show one, hold one up and let it go on.",
        synopsisSubcommandLabel = "list|show|pause|resume",
        footer = {
            "",
            "Examples:",
            "  signet run list",
            "  signet run pause 7      nothing more is handed out; what is under way is signed",
            "  signet run resume 7"
        })
public final class RunCommand extends Group {
    static final List<Column> COLUMNS = List.of(
            Column.text("Id", "id"),
            Column.text("State", "state"),
            Column.number("Batch size", "batchSize"),
            Column.time("Started", "startedAt"),
            Column.time("Paused", "pausedAt"),
            Column.time("Completed", "completedAt"),
            Column.number("Signed twice", "doubleSigned"),
            Column.number("Mixed keys", "mixedKeyBatches"),
            Column.text("Keyring", "keyring"));
}
