package dev.signet.cli.server;

import java.net.URI;

/** A server answered a question with a refusal, or with something that is not an answer to it. */
public final class ServerRefused extends RuntimeException {
    ServerRefused(URI url, String why) {
        super("%s: %s".formatted(url, why));
    }
}
