package dev.signet.cli.record;

import dev.signet.cli.command.Group;
import picocli.CommandLine;

@CommandLine.Command(
        name = "record",
        description = "Records: take them in, list them, show one.",
        synopsisSubcommandLabel = "get|list|import",
        footer = {
            "",
            "Examples:",
            "  signet record import orders.ndjson.gz",
            "  signet record list --status UNSIGNED",
            "  signet record get 42"
        })
public final class RecordCommand extends Group {}
