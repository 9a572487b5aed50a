package dev.signet.cli.keyring;

import dev.signet.cli.command.Group;
import picocli.CommandLine;

@CommandLine.Command(
        name = "keyring",
        description = "Keyrings: keys, and the records and runs that only they sign. SIGNET_KEYRINGS names them.",
        synopsisSubcommandLabel = "list",
        footer = {
            "",
            "Examples:",
            "  signet keyring list",
            "  signet key new 10 --keyring invoices",
            "  signet record import invoices.ndjson --keyring invoices"
        })
public final class KeyringCommand extends Group {}
