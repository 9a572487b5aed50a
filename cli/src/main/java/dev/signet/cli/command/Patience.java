package dev.signet.cli.command;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands that wait for something. */
public final class Patience {
    @Option(names = "--timeout", paramLabel = "TIME", description = "how long to wait at most, e.g. 90s, 5m, 1h")
    private @Nullable Duration timeout;

    public Duration or(Duration usual) {
        return Optional.ofNullable(timeout).orElse(usual);
    }
}
