package dev.signet.cli.audit;

import dev.signet.cli.command.Group;
import picocli.CommandLine;

@CommandLine.Command(
        name = "audit",
        description = "The audit log: verify it.",
        synopsisSubcommandLabel = "verify",
        footer = {"", "Examples:", "  signet audit verify events.ndjson --checkpoint checkpoints --key log.key"})
public final class AuditCommand extends Group {}
