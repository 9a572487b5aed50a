package dev.signet.console.upstream;

import java.net.http.HttpTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service cannot be reached, or does not answer in time. Without the cause: Spring would take a lost connection for a client that has gone. */
public final class UpstreamAway extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final Logger log = LoggerFactory.getLogger(UpstreamAway.class);

    private final Upstream service;

    UpstreamAway(Upstream service, Throwable cause) {
        super(
                cause instanceof HttpTimeoutException
                        ? "%s does not answer in time.".formatted(service)
                        : "%s cannot be reached.".formatted(service));
        log.debug("{} is away", service, cause);
        this.service = service;
    }

    public Upstream service() {
        return service;
    }
}
