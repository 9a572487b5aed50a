package dev.signet.cli.intake;

import dev.signet.cli.command.CommandFailed;
import dev.signet.cli.command.Connection;
import dev.signet.cli.command.ExitCode;
import dev.signet.cli.server.Pages;

/** The rows of a type, as the server gives them out. */
final class IntakePages {
    static final String PATH = "api/v1/intake";

    static Pages of(Connection servers, String type, Filter filter) {
        return new Pages(servers.collection(), path(type), filter.parameters());
    }

    /** Throws when there can be no such type. */
    static String path(String type) {
        if (!type.matches("[a-z][a-z0-9-]*")) {
            throw new CommandFailed(
                    ExitCode.USAGE, "'%s' is no name of a type".formatted(type), "such as: signet intake list login");
        }
        return PATH + "/" + type;
    }

    private IntakePages() {}
}
