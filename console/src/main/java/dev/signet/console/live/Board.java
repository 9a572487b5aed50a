package dev.signet.console.live;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The last that was heard of each topic. */
@Component
class Board {
    private static final int MOST_POINTS = 1200;
    private static final int MOST_POINTS_OF_ONE_AMONG_SEVERAL = 300;

    private final JsonMapper json;
    private final Map<Topic, Entry> entries = new EnumMap<>(Topic.class);
    private final History history = new History(MOST_POINTS);
    private final Map<String, History> histories = new LinkedHashMap<>();
    private @Nullable Trouble trouble;

    Board(JsonMapper json) {
        this.json = json;
    }

    private record Entry(JsonNode value, long takenAt) {}

    /** Whether that is news. */
    synchronized boolean put(Topic topic, JsonNode value) {
        if (topic == Topic.PROGRESS) {
            history.add(value);
        } else if (topic == Topic.KEYRINGS) {
            value.forEach(this::remember);
        }
        var before = entries.put(topic, new Entry(value, System.nanoTime()));
        return before == null || !before.value().equals(value);
    }

    private void remember(JsonNode keyring) {
        histories
                .computeIfAbsent(keyring.path("name").asString(""), _ -> new History(MOST_POINTS_OF_ONE_AMONG_SEVERAL))
                .add(keyring.path("progress"));
    }

    /** What is not older than this topic may be. */
    synchronized Optional<JsonNode> fresh(Topic topic) {
        return Optional.ofNullable(entries.get(topic))
                .filter(entry -> System.nanoTime() - entry.takenAt()
                        < 2 * topic.interval().toNanos())
                .map(Entry::value);
    }

    /** However old it is. */
    synchronized Optional<JsonNode> last(Topic topic) {
        return Optional.ofNullable(entries.get(topic)).map(Entry::value);
    }

    /** Whether that is news. */
    synchronized boolean trouble(@Nullable Trouble now) {
        if ((trouble == null) == (now == null)) {
            return false; // it lasts, or there was none
        }
        trouble = now;
        return true;
    }

    synchronized Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    synchronized String troubleAsJson() {
        return json.writeValueAsString(trouble);
    }

    /** All there is, as one event's data. */
    synchronized String snapshot() {
        var all = json.createObjectNode();
        entries.forEach((topic, entry) -> all.set(topic.toString(), entry.value()));
        all.set("history", json.valueToTree(history.points()));
        var byKeyring = all.putObject("histories");
        histories.forEach((keyring, points) -> byKeyring.set(keyring, json.valueToTree(points.points())));
        all.set("trouble", json.valueToTree(trouble));
        return json.writeValueAsString(all);
    }
}
