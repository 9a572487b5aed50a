package dev.signet.console.live;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The last that was heard of each topic. */
@Component
class Board {
    private final JsonMapper json;
    private final Map<Topic, Entry> entries = new EnumMap<>(Topic.class);
    private final History history = new History();
    private @Nullable Trouble trouble;

    Board(JsonMapper json) {
        this.json = json;
    }

    private record Entry(JsonNode value, long takenAt) {}

    /** Whether that is news. */
    synchronized boolean put(Topic topic, JsonNode value) {
        if (topic == Topic.PROGRESS) {
            history.add(value);
        }
        var before = entries.put(topic, new Entry(value, System.nanoTime()));
        return before == null || !before.value().equals(value);
    }

    /** What is not older than this topic may be. */
    synchronized Optional<JsonNode> fresh(Topic topic) {
        return Optional.ofNullable(entries.get(topic))
                .filter(entry -> System.nanoTime() - entry.takenAt()
                        < 2 * topic.interval().toNanos())
                .map(Entry::value);
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
        all.set("trouble", json.valueToTree(trouble));
        return json.writeValueAsString(all);
    }
}
