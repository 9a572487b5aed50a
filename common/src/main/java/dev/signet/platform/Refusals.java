package dev.signet.platform;

import java.util.Optional;

/** Is told of calls to internal endpoints that were turned away: a bean of services that keep them. Must not take long. */
@FunctionalInterface
public interface Refusals {
    /**
     * @param service whom the token belongs to; empty when there was none, or an unknown one
     * @param path what was called; whoever called chose it
     */
    void refused(Optional<String> service, String path);
}
