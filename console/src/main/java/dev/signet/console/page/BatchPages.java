package dev.signet.console.page;

import dev.signet.console.upstream.Upstream;
import dev.signet.console.upstream.Upstreams;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Batches from the newest on, and one of them. */
@Controller
class BatchPages {
    private static final List<String> STATES =
            List.of("PLANNED", "DISPATCHED", "DEFERRED", "SIGNED", "QUARANTINED", "SUPERSEDED");

    private final Upstreams upstreams;

    BatchPages(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @GetMapping("/batches")
    String batches(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String keyring,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var query = ListQuery.of(50)
                .and("order", "NEWEST")
                .and("state", state)
                .and("keyring", keyring)
                .and("cursor", cursor);
        model.addAttribute(
                "batches", upstreams.read(Upstream.COLLECTION, "/api/v1/batches" + query, Views.Batches.class));
        model.addAttribute("states", STATES);
        model.addAttribute("state", state == null ? "" : state);
        model.addAttribute("keyring", keyring == null ? "" : keyring);
        model.addAttribute("ofState", ListQuery.ALL.and("state", state));
        model.addAttribute("ofKeyring", ListQuery.ALL.and("keyring", keyring));
        model.addAttribute("firstPage", cursor == null);
        return "batches";
    }

    @GetMapping("/batches/{id:\\d+}")
    String batch(@PathVariable String id, Model model) {
        model.addAttribute("batch", upstreams.read(Upstream.COLLECTION, "/api/v1/batches/" + id, Views.Batch.class));
        return "batch";
    }
}
