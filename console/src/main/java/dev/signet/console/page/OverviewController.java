package dev.signet.console.page;

import dev.signet.console.live.Sampler;
import dev.signet.console.live.Topic;
import dev.signet.console.upstream.Upstream;
import dev.signet.console.upstream.Upstreams;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the run of a keyring goes, at a glance. */
@Controller
class OverviewController {
    private final Sampler sampler;
    private final KeyringLists lists;
    private final Upstreams upstreams;
    private final JsonMapper json;

    OverviewController(Sampler sampler, KeyringLists lists, Upstreams upstreams, JsonMapper json) {
        this.sampler = sampler;
        this.lists = lists;
        this.upstreams = upstreams;
        this.json = json;
    }

    @GetMapping("/")
    String overview(@RequestParam(defaultValue = Keyrings.DEFAULT) String keyring, Model model) {
        var now = sampler.now();
        var keyrings = Keyrings.of(sampler.last(Topic.KEYRINGS).orElse(null), json);
        var seen = progress(keyring, keyrings, now.get(Topic.PROGRESS));
        model.addAttribute("keyring", keyring);
        model.addAttribute("keyrings", keyrings);
        model.addAttribute("progress", seen);
        model.addAttribute("trouble", sampler.trouble().orElse(null));
        model.addAttribute("promises", Promise.of(seen, now.get(Topic.PROMISES)));
        var counted = now.get(Topic.PROMISES);
        model.addAttribute("counted", counted == null ? null : json.treeToValue(counted, Counted.class));
        addLists(keyring, keyrings, now, model);
        model.addAttribute("services", list(now.get(Topic.SERVICES), Service[].class));
        return "overview";
    }

    // One that is not among those is asked for all the same: collection-service says what can be done about it.
    private @Nullable Progress progress(String keyring, Keyrings keyrings, @Nullable JsonNode ofDefault) {
        if (keyring.equals(Keyrings.DEFAULT)) {
            return ofDefault == null ? null : json.treeToValue(ofDefault, Progress.class);
        }
        return keyrings.of(keyring).orElseGet(() -> {
            var path = "/api/v1/progress" + ListQuery.ALL.and("keyring", keyring);
            return upstreams.read(Upstream.COLLECTION, path, Progress.class);
        });
    }

    private void addLists(String keyring, Keyrings keyrings, Map<Topic, JsonNode> now, Model model) {
        var keys = now.get(Topic.KEYS);
        var batches = keyrings.several() ? lists.batches(keyring) : now.get(Topic.BATCHES);
        model.addAttribute("batches", list(batches, Views.Batch[].class));
        var ranked = keyrings.several() ? lists.keys(keyring) : keys == null ? null : keys.path("items");
        model.addAttribute("keys", list(ranked, Views.Key[].class));
    }

    private <T> T list(@Nullable JsonNode tree, Class<T> as) {
        return json.treeToValue(tree == null ? json.createArrayNode() : tree, as);
    }

    /** How far the promises were counted, and when: they are another sample than the progress. */
    record Counted(Instant asOf, long batchesChecked) {}

    record Service(String name, String state, int instances, int up, long millis) {}
}
