package dev.signet.cli.batch;

import dev.signet.cli.command.Group;
import picocli.CommandLine;

@CommandLine.Command(
        name = "batch",
        description = "Batches: list them, show one.",
        synopsisSubcommandLabel = "list|show",
        footer = {"", "Examples:", "  signet batch list --state QUARANTINED", "  signet batch show 12"})
public final class BatchCommand extends Group {}
