package dev.signet.console.upstream;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A service answered with a problem; its words are passed on. */
public final class UpstreamRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    UpstreamRefused(Upstream service, int status, byte[] problem, JsonMapper json) {
        super(detail(problem, json).orElseGet(() -> "%s answered %d.".formatted(service, status)));
        this.status = status;
    }

    public int status() {
        return status;
    }

    private static Optional<String> detail(byte[] problem, JsonMapper json) {
        try {
            var detail = json.readTree(problem).path("detail");
            return detail.isString() ? Optional.of(detail.asString()) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
