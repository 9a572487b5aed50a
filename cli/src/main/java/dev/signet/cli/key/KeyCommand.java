package dev.signet.cli.key;

import dev.signet.cli.command.Group;
import picocli.CommandLine;

@CommandLine.Command(
        name = "key",
        description =
                "Keys: list, make, import, export their public halves, take one out of use and put it back, retire it; and the key that seals them.",
        synopsisSubcommandLabel = "list|new|import|export|disable|enable|retire|limit|unseal|rewrap",
        footer = {
            "",
            "Examples:",
            "  signet key list",
            "  signet key new 10",
            "  signet key import first.pem second.pem --password-file password",
            "  signet key export > jwks.json"
        })
public final class KeyCommand extends Group {}
