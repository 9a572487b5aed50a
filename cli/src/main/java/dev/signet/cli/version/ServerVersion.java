package dev.signet.cli.version;

import dev.signet.cli.server.Server;
import dev.signet.cli.server.ServerRefused;
import dev.signet.cli.server.ServerUnreachable;
import tools.jackson.databind.JsonNode;

/** What a server says of its build. */
public sealed interface ServerVersion {
    record Known(String service, Version version) implements ServerVersion {}

    /** It does not say, or does not answer at all. */
    record Unknown(String why) implements ServerVersion {}

    static ServerVersion of(Server server) throws InterruptedException {
        try {
            var answer = server.get("api/v1/version", JsonNode.class);
            return new Known(
                    answer.path("service").asString(""),
                    new Version(
                            answer.path("version").asString(""),
                            answer.path("commit").asString("")));
        } catch (ServerUnreachable e) {
            return new Unknown(String.valueOf(e.getMessage()));
        } catch (ServerRefused e) {
            return new Unknown(server.url() + " does not say");
        }
    }
}
