package dev.signet.system;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Has processes of a service start in half the time: one start and stop in order has the JVM write down the classes loaded and linked. */
final class AotCaches {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Map<Service, File> MADE = new EnumMap<>(Service.class);

    /** The same, but quicker. The first time it is started and stopped once, so its port must be free. */
    static Launch quicker(Launch launch) {
        var cache = MADE.computeIfAbsent(launch.service(), _ -> make(launch));
        return launch.with("-XX:AOTCache=" + cache);
    }

    private static File make(Launch launch) {
        var cache = Path.of("target", launch.service() + ".aot").toFile();
        cache.deleteOnExit();
        try (var process = launch.with("-XX:AOTCacheOutput=" + cache).start()) {
            process.awaitServing().terminate();
            process.awaitExit(PATIENCE);
        }
        return cache;
    }

    private AotCaches() {}
}
