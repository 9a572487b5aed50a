package dev.signet.cli.progress;

import dev.signet.cli.progress.Progress.State;
import dev.signet.cli.server.Server;
import dev.signet.cli.server.ServerRefused;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All of them, each with its newest run. */
public record Keyrings(List<Keyring> items) {
    private static final int NOT_FOUND = 404;

    public Keyrings {
        items = items == null ? List.of() : List.copyOf(items);
    }

    public record Keyring(String name, Progress progress) {}

    /** The only one. */
    public static Keyrings of(Progress progress) {
        return new Keyrings(List.of(new Keyring("default", progress)));
    }

    /** As collection-service sampled them; one that knows of no keyrings has one. */
    public static Keyrings read(Server collection) throws InterruptedException {
        try {
            return collection.get("api/v1/keyrings", Keyrings.class);
        } catch (ServerRefused e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
            return of(collection.get(ProgressSource.PATH, Progress.class));
        }
    }

    /** What keeps the whole from being over; where all are, the newest run, so that one that came and went meanwhile is seen. */
    public Progress whole() {
        return items.stream()
                .map(Keyring::progress)
                .max(Comparator.comparing((Progress progress) -> !isOver(progress))
                        .thenComparing(progress -> number(progress.runId())))
                .orElseThrow(() -> new IllegalStateException("there is always one keyring"));
    }

    private static boolean isOver(Progress progress) {
        return progress.isOver()
                || (progress.state() == State.IDLE && progress.records().unplanned() == 0);
    }

    private static long number(@Nullable String runId) {
        return Optional.ofNullable(runId).map(Long::valueOf).orElse(0L);
    }
}
