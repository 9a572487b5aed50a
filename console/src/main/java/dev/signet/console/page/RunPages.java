package dev.signet.console.page;

import dev.signet.console.upstream.Upstream;
import dev.signet.console.upstream.Upstreams;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All runs. */
@Controller
class RunPages {
    private final Upstreams upstreams;

    RunPages(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @GetMapping("/runs")
    String runs(
            @RequestParam(required = false) @Nullable String keyring,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var query = ListQuery.of(50).and("keyring", keyring).and("cursor", cursor);
        model.addAttribute("keyring", keyring == null ? "" : keyring);
        model.addAttribute("all", ListQuery.ALL);
        model.addAttribute("ofKeyring", ListQuery.ALL.and("keyring", keyring));
        model.addAttribute("runs", upstreams.read(Upstream.COLLECTION, "/api/v1/runs" + query, Views.Runs.class));
        return "runs";
    }
}
