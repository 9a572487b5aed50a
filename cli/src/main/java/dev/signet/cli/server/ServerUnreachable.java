package dev.signet.cli.server;

import java.net.URI;

/** A server does not answer now; it may later. */
public final class ServerUnreachable extends RuntimeException {
    ServerUnreachable(URI server, String why) {
        super("%s %s".formatted(server.toString().replaceAll("/+$", ""), why));
    }
}
