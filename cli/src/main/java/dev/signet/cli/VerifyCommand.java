package dev.signet.cli;

import dev.signet.cli.command.Group;
import picocli.CommandLine;

@CommandLine.Command(
        name = "verify",
        description = "Verify what was signed, without trusting what signed it.",
        synopsisSubcommandLabel = "WHAT",
        footer = {"", "Examples:", "  signet verify all", "  signet verify record 42", "  signet verify file signatures"
        })
final class VerifyCommand extends Group {}
