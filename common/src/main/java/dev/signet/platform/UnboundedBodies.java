package dev.signet.platform;

import java.util.Set;

/** The paths whose bodies may be of any length, because they are read as a stream: a bean of the services that have some. One that ends in a slash stands for all below it. */
public record UnboundedBodies(Set<String> paths) {
    public UnboundedBodies {
        paths = Set.copyOf(paths);
    }

    boolean include(String path) {
        return paths.contains(path) || paths.stream().anyMatch(above -> above.endsWith("/") && path.startsWith(above));
    }
}
