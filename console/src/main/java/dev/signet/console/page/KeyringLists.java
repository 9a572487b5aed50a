package dev.signet.console.page;

import dev.signet.console.upstream.Upstream;
import dev.signet.console.upstream.UpstreamAway;
import dev.signet.console.upstream.UpstreamRefused;
import dev.signet.console.upstream.Upstreams;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The overview's lists of one keyring among several. What cannot be had is empty: the rest of the page can be shown. */
@Component
class KeyringLists {
    private static final int BATCHES = 8;
    private static final int KEYS = 200;

    private final Upstreams upstreams;
    private final JsonMapper json;

    KeyringLists(Upstreams upstreams, JsonMapper json) {
        this.upstreams = upstreams;
        this.json = json;
    }

    /** Those that are being signed before those that are. */
    JsonNode batches(String keyring) {
        return orNothing(() -> {
            var all = json.createArrayNode();
            for (var state : List.of("DISPATCHED", "SIGNED")) {
                var query = ListQuery.of(BATCHES)
                        .and("state", state)
                        .and("order", "NEWEST")
                        .and("keyring", keyring);
                upstreams
                        .tree(Upstream.COLLECTION, "/api/v1/batches" + query)
                        .path("items")
                        .forEach(all::add);
            }
            return all;
        });
    }

    /** Least recently used first. */
    JsonNode keys(String keyring) {
        var query = ListQuery.of(KEYS).and("keyring", keyring);
        return orNothing(() ->
                upstreams.tree(Upstream.KEYS, "/api/v1/keyring/keys" + query).path("items"));
    }

    private JsonNode orNothing(Supplier<JsonNode> list) {
        try {
            return list.get();
        } catch (UpstreamAway | UpstreamRefused e) {
            return json.createArrayNode();
        }
    }
}
