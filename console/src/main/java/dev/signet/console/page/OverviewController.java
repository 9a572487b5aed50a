package dev.signet.console.page;

import dev.signet.console.live.Sampler;
import dev.signet.console.live.Topic;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the run goes, at a glance. */
@Controller
class OverviewController {
    private final Sampler sampler;
    private final JsonMapper json;

    OverviewController(Sampler sampler, JsonMapper json) {
        this.sampler = sampler;
        this.json = json;
    }

    @GetMapping("/")
    String overview(Model model) {
        var now = sampler.now();
        var progress = now.get(Topic.PROGRESS);
        var seen = progress == null ? null : json.treeToValue(progress, Progress.class);
        model.addAttribute("progress", seen);
        model.addAttribute("trouble", sampler.trouble().orElse(null));
        model.addAttribute("promises", Promise.of(seen, now.get(Topic.PROMISES)));
        var counted = now.get(Topic.PROMISES);
        model.addAttribute("counted", counted == null ? null : json.treeToValue(counted, Counted.class));
        model.addAttribute("batches", list(now.get(Topic.BATCHES), Views.Batch[].class));
        var keys = now.get(Topic.KEYS);
        model.addAttribute("keys", list(keys == null ? null : keys.path("items"), Views.Key[].class));
        model.addAttribute("services", list(now.get(Topic.SERVICES), Service[].class));
        return "overview";
    }

    private <T> T list(@Nullable JsonNode tree, Class<T> as) {
        return json.treeToValue(tree == null ? json.createArrayNode() : tree, as);
    }

    /** How far the promises were counted, and when: they are another sample than the progress. */
    record Counted(Instant asOf, long batchesChecked) {}

    record Service(String name, String state, int instances, int up, long millis) {}
}
