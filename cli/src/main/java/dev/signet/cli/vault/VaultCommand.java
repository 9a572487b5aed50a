package dev.signet.cli.vault;

import dev.signet.cli.command.Group;
import picocli.CommandLine;

@CommandLine.Command(
        name = "vault",
        description = "Encrypted payloads, each of which only the owner of its key can read.",
        synopsisSubcommandLabel = "put|get|rm|index|rotate|drop",
        footer = {
            "",
            "Examples:",
            "  signet vault put contract.pdf --id contract-42 --key contract.key",
            "  signet vault get --id contract-42 --key contract.key > contract.pdf"
        })
public final class VaultCommand extends Group {}
