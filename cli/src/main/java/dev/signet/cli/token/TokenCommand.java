package dev.signet.cli.token;

import dev.signet.cli.command.Group;
import picocli.CommandLine;

@CommandLine.Command(
        name = "token",
        description = "Tokens of people and programs: make one, list them, take one back.",
        synopsisSubcommandLabel = "new|list|revoke",
        footer = {
            "",
            "Works on the file by which the servers know tokens; they read it again within seconds.",
            "",
            "Examples:",
            "  signet token new grafana --roles viewer --tokens people/tokens > grafana.token",
            "  signet token revoke grafana --tokens people/tokens"
        })
public final class TokenCommand extends Group {}
