package dev.signet.console.live;

import dev.signet.console.upstream.UpstreamAway;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Asks the services for all who look, and only while somebody does. Each topic has a thread of its own, so that a service that hangs holds up nothing but what it
 * was asked for.
 */
@Component
public class Sampler {
    private static final Logger log = LoggerFactory.getLogger(Sampler.class);
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final Sources sources;
    private final Board board;
    private final Listeners listeners;
    private final Clock clock;
    private long generation;
    private boolean watching;

    Sampler(Sources sources, Board board, Listeners listeners, Clock clock) {
        this.sources = sources;
        this.board = board;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** Somebody has begun to listen. */
    synchronized void wake() {
        if (!watching) {
            watching = true;
            generation++;
            var mine = generation;
            for (var topic : Topic.values()) {
                Thread.ofVirtual().name("sampler-" + topic).start(() -> loop(topic, mine));
            }
        }
    }

    private synchronized boolean goesOn(long mine) {
        if (listeners.isEmpty() && mine == generation) {
            watching = false;
        }
        return watching && mine == generation;
    }

    private void loop(Topic topic, long mine) {
        try {
            while (goesOn(mine)) {
                sample(topic).ifPresent(value -> listeners.tell(topic.toString(), value.toString()));
                Thread.sleep(pause(topic));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pause(Topic topic) {
        var running = board.fresh(Topic.PROGRESS)
                .map(progress -> progress.path("state").asString(""))
                .filter(state -> state.equals("RUNNING") || state.equals("STALLED"))
                .isPresent();
        return running || topic.interval().compareTo(IDLE) > 0 ? topic.interval() : IDLE;
    }

    /** The value if it is news. */
    private Optional<JsonNode> sample(Topic topic) {
        try {
            var value = sources.read(topic);
            if (topic == Topic.PROGRESS && board.trouble(null)) {
                tellTrouble();
            }
            return board.put(topic, value) ? Optional.of(value) : Optional.empty();
        } catch (RuntimeException e) {
            failed(topic, e);
            return Optional.empty();
        }
    }

    private void failed(Topic topic, RuntimeException e) {
        log.debug("No {} for now", topic, e);
        var detail = e instanceof UpstreamAway away
                ? Objects.requireNonNull(away.getMessage())
                : "collection-service does not say how far it is.";
        if (topic == Topic.PROGRESS && board.trouble(new Trouble(clock.instant(), detail))) {
            tellTrouble();
        }
    }

    private void tellTrouble() {
        listeners.tell("trouble", board.troubleAsJson());
    }

    /** What is known now; what is not fresh is asked for, all at once. Topics that cannot be had are not in it. */
    public Map<Topic, JsonNode> now() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = Arrays.stream(Topic.values())
                    .map(topic -> CompletableFuture.runAsync(() -> refresh(topic), threads))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(asked).join();
        }
        var all = new EnumMap<Topic, JsonNode>(Topic.class);
        for (var topic : Topic.values()) {
            board.fresh(topic).ifPresent(value -> all.put(topic, value));
        }
        return all;
    }

    /** One topic as it is now; empty when it cannot be had. */
    public Optional<JsonNode> latest(Topic topic) {
        refresh(topic);
        return board.fresh(topic);
    }

    /** One topic as it was heard of last, however long ago: what a stream begins with. */
    public Optional<JsonNode> last(Topic topic) {
        return board.last(topic);
    }

    public Optional<Trouble> trouble() {
        return board.trouble();
    }

    private void refresh(Topic topic) {
        if (board.fresh(topic).isEmpty()) {
            sample(topic).ifPresent(value -> log.trace("{} is {}", topic, value));
        }
    }
}
