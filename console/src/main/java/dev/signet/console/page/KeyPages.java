package dev.signet.console.page;

import dev.signet.console.upstream.Upstream;
import dev.signet.console.upstream.Upstreams;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** A keyring in the order in which its keys are taken, who holds which, and their leases over time. */
@Controller
class KeyPages {
    private static final int SHOWN_LEASES = 400;
    private static final int ROWS = 24;

    private final Upstreams upstreams;
    private final Clock clock;

    KeyPages(Upstreams upstreams, Clock clock) {
        this.upstreams = upstreams;
        this.clock = clock;
    }

    @GetMapping("/keys")
    String keys(
            @RequestParam(required = false) @Nullable String keyring,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var readAt = clock.instant();
        var query = ListQuery.of(100).and("keyring", keyring).and("cursor", cursor);
        var name = keyring == null ? Keyrings.DEFAULT : keyring;
        model.addAttribute("keyring", name);
        model.addAttribute("all", ListQuery.ALL);
        model.addAttribute("ofKeyring", ListQuery.ALL.and("keyring", keyring));
        model.addAttribute("keys", upstreams.read(Upstream.KEYS, "/api/v1/keyring/keys" + query, Views.Keys.class));
        var summary = upstreams.read(Upstream.KEYS, "/api/v1/keyring/summary", Summary.class);
        model.addAttribute("summary", summary);
        model.addAttribute("counts", summary.of(name));
        var leases = upstreams.read(
                Upstream.KEYS, "/api/v1/keyring/leases" + ListQuery.of(SHOWN_LEASES), Views.Leases.class);
        model.addAttribute("timeline", Timeline.ofKeys(leases.items(), clock.instant(), ROWS));
        model.addAttribute("readAt", readAt);
        model.addAttribute("firstPage", cursor == null);
        return "keys";
    }

    @GetMapping("/keys/{id:[A-Za-z0-9_-]{43}}")
    String key(@PathVariable String id, @RequestParam(required = false) @Nullable String cursor, Model model) {
        model.addAttribute("key", upstreams.read(Upstream.KEYS, "/api/v1/keys/" + id, Views.KeyDetail.class));
        var query = ListQuery.of(100).and("cursor", cursor);
        var leases = upstreams.read(Upstream.KEYS, "/api/v1/keys/" + id + "/leases" + query, Views.Leases.class);
        model.addAttribute("leases", leases);
        model.addAttribute("timeline", Timeline.ofKeys(leases.items(), clock.instant(), 1));
        return "key";
    }

    record Summary(
            int free,
            int leased,
            int disabled,
            long tick,
            long stored,
            long fenced,
            long checkedThroughTick,
            long concurrentKeyUse,
            long lruViolations,
            @Nullable List<Counts> keyrings) {
        /** Of one of several; of all where key-service knows of one. */
        Counts of(String name) {
            return keyrings == null
                    ? new Counts(name, free, leased, disabled)
                    : keyrings.stream()
                            .filter(counts -> counts.keyring().equals(name))
                            .findFirst()
                            .orElse(new Counts(name, 0, 0, 0));
        }
    }

    record Counts(String keyring, int free, int leased, int disabled) {}
}
