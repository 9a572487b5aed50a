package dev.signet.platform;

import java.util.Set;

/** The paths whose bodies may be of any length, because they are read as a stream: a bean of the services that have some. */
public record UnboundedBodies(Set<String> paths) {
    public UnboundedBodies {
        paths = Set.copyOf(paths);
    }
}
