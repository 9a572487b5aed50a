package dev.signet.cli;

import picocli.CommandLine;

/** Says nothing itself: what is verified is a command of its own. */
@CommandLine.Command(
        name = "verify",
        description = "Verify what was signed, without trusting what signed it.",
        synopsisSubcommandLabel = "WHAT")
final class VerifyCommand {}
