package dev.signet.console.page;

import dev.signet.console.upstream.Upstream;
import dev.signet.console.upstream.UpstreamRefused;
import dev.signet.console.upstream.Upstreams;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The audit log: look through it, see whether it can be proved, see one event with its place in it. */
@Controller
class AuditPages {
    private static final String EVENT = "application/cloudevents+json";
    private static final int SUGGESTED = 200;
    private static final Set<String> SHOWN_BY_NAME = Set.of(
            "logindex",
            "receivedtime",
            "specversion",
            "id",
            "source",
            "type",
            "subject",
            "time",
            "actor",
            "outcome",
            "traceparent",
            "data");

    private final Upstreams upstreams;
    private final JsonMapper json;
    private final Clock clock;

    AuditPages(Upstreams upstreams, JsonMapper json, Clock clock) {
        this.upstreams = upstreams;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping("/audit")
    String events(
            @ModelAttribute("search") EventSearch search,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var log =
                upstreams.read(Upstream.AUDIT, "/api/v1/log", Views.AuditLog.class); // before the events: see its mark
        model.addAttribute("log", log);
        model.addAttribute("age", age(log));
        model.addAttribute("events", found(search, cursor, model));
        model.addAttribute("types", types());
        model.addAttribute("firstPage", cursor == null);
        return "audit";
    }

    private Views.Events found(EventSearch search, @Nullable String cursor, Model model) {
        try {
            return upstreams.read(Upstream.AUDIT, "/api/v1/events" + search.query(cursor), Views.Events.class);
        } catch (NotASearch e) {
            model.addAttribute("refused", e.getMessage());
        } catch (UpstreamRefused e) {
            if (e.status() != 400) {
                throw e;
            }
            model.addAttribute("refused", String.valueOf(e.getMessage()));
        }
        return new Views.Events(List.of(), null);
    }

    private @Nullable Double age(Views.AuditLog log) {
        var checkpoint = log.checkpoint();
        return checkpoint == null ? null : secondsSince(checkpoint.publishedAt());
    }

    private double secondsSince(Instant moment) {
        return Duration.between(moment, clock.instant()).toMillis() / 1000.0;
    }

    private List<String> types() {
        return upstreams.read(Upstream.AUDIT, "/api/v1/event-types", Views.EventTypes.class).types().stream()
                .limit(SUGGESTED)
                .toList();
    }

    @GetMapping("/audit/{logindex:\\d{1,18}}")
    String event(@PathVariable long logindex, Model model) {
        var line = upstreams.bytes(Upstream.AUDIT, "/api/v1/events/" + logindex, EVENT);
        var event = json.readValue(line, Views.AuditEvent.class);
        model.addAttribute("event", event);
        model.addAttribute("more", more(json.readTree(line)));
        model.addAttribute("data", event.data() == null ? null : AsWritten.indented(event.data()));
        model.addAttribute("inclusion", Inclusion.of(upstreams, logindex, line));
        return "event";
    }

    private static Map<String, String> more(JsonNode event) {
        var more = new TreeMap<String, String>();
        event.properties().forEach(attribute -> {
            if (!SHOWN_BY_NAME.contains(attribute.getKey())) {
                more.put(attribute.getKey(), attribute.getValue().asString());
            }
        });
        return more;
    }
}
