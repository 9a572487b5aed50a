package dev.signet.console.live;

import java.time.Duration;
import java.util.Locale;

/** What a listener can hear of, and how often it is asked for at most. */
public enum Topic {
    PROGRESS(Duration.ofMillis(250)),
    /** Of several; empty where there is one. */
    KEYRINGS(Duration.ofSeconds(1)),
    PROMISES(Duration.ofSeconds(1)),
    BATCHES(Duration.ofSeconds(1)),
    KEYS(Duration.ofSeconds(1)),
    INTAKE(Duration.ofSeconds(1)),
    AUDIT(Duration.ofSeconds(1)),
    VAULT(Duration.ofSeconds(2)),
    SERVICES(Duration.ofSeconds(2));

    private final Duration interval;

    Topic(Duration interval) {
        this.interval = interval;
    }

    Duration interval() {
        return interval;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
