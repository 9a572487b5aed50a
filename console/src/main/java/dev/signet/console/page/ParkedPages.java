package dev.signet.console.page;

import dev.signet.console.upstream.Upstream;
import dev.signet.console.upstream.Upstreams;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What could not be processed, and what could not be signed: why, and how to try again. */
@Controller
class ParkedPages {
    private final Upstreams upstreams;

    ParkedPages(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @GetMapping("/parked")
    String parked(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String batches,
            Model model) {
        var quarantined = ListQuery.of(50)
                .and("state", "QUARANTINED")
                .and("order", "NEWEST")
                .and("cursor", batches);
        model.addAttribute(
                "quarantined",
                upstreams.read(Upstream.COLLECTION, "/api/v1/batches" + quarantined, Views.Batches.class));
        var query = ListQuery.of(50).and("cursor", cursor);
        model.addAttribute(
                "parked", upstreams.read(Upstream.COLLECTION, "/api/v1/parked-messages" + query, Views.Parked.class));
        return "parked";
    }
}
