package dev.signet.console.page;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All keyrings, each with its newest run. Where there is one, none is listed, and no page speaks of keyrings. */
record Keyrings(List<Keyring> items) {
    static final String DEFAULT = "default";
    static final Keyrings ONE = new Keyrings(List.of());

    record Keyring(String name, Progress progress) {}

    static Keyrings of(@Nullable JsonNode items, JsonMapper json) {
        return items == null ? ONE : new Keyrings(List.of(json.treeToValue(items, Keyring[].class)));
    }

    public boolean several() {
        return !items.isEmpty();
    }

    /** Of the keyring, or of the run of one. */
    Optional<Progress> of(String name) {
        return items.stream()
                .filter(keyring -> keyring.name().equals(name))
                .findFirst()
                .map(Keyring::progress);
    }

    public @Nullable Progress ofRun(String id) {
        return items.stream()
                .map(Keyring::progress)
                .filter(progress -> id.equals(progress.runId()))
                .findFirst()
                .orElse(null);
    }

    /** What lies aside in all of them; parked messages are the same in each. */
    long aside(@Nullable Progress progress) {
        if (progress == null) {
            return 0;
        }
        var all = several() ? items.stream().map(Keyring::progress) : Stream.of(progress);
        return progress.parked()
                + all.mapToLong(each -> each.records().quarantined()).sum();
    }
}
