package dev.signet.console.upstream;

import java.net.http.HttpTimeoutException;

/** A service cannot be reached, or does not answer in time. */
public final class UpstreamAway extends RuntimeException {
    private static final long serialVersionUID = 1;

    UpstreamAway(Upstream service, Throwable cause) {
        super(
                cause instanceof HttpTimeoutException
                        ? "%s does not answer in time.".formatted(service)
                        : "%s cannot be reached.".formatted(service),
                cause);
    }
}
