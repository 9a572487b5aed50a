package dev.signet.cli.intake;

import dev.signet.cli.command.Group;
import picocli.CommandLine;

@CommandLine.Command(
        name = "intake",
        description = "What came in as messages of a type: list it as it is stored, or read originals back.",
        synopsisSubcommandLabel = "list|recover",
        footer = {
            "",
            "Examples:",
            "  signet intake list login --user u42",
            "  signet intake recover login --key private.pem --user u42"
        })
public final class IntakeCommand extends Group {}
