package dev.signet.system.chaos;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the JVM remembers of a first start, so that every later one takes about half the time: a round starts many processes. */
record StartCaches(Path directory) {
    /** Reads the node's cache, or writes it when the process ends in order. */
    String option(Node node) {
        var cache = directory.resolve(node + ".aot");
        return (Files.exists(cache) ? "-XX:AOTCache=" : "-XX:AOTCacheOutput=") + cache;
    }
}
