package dev.signet.console.live;

import dev.signet.console.upstream.Upstream;
import dev.signet.console.upstream.Upstreams;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where each topic is read. */
@Component
class Sources {
    private static final int BATCHES = 8;
    private static final int KEYS = 200;

    private final Upstreams upstreams;
    private final ServiceHealth health;
    private final JsonMapper json;

    Sources(Upstreams upstreams, ServiceHealth health, JsonMapper json) {
        this.upstreams = upstreams;
        this.health = health;
        this.json = json;
    }

    JsonNode read(Topic topic) {
        return switch (topic) {
            case PROGRESS -> upstreams.tree(Upstream.COLLECTION, "/api/v1/progress");
            case KEYRINGS -> keyrings();
            case PROMISES -> upstreams.tree(Upstream.COLLECTION, "/api/v1/promises");
            case BATCHES -> batches();
            case KEYS -> keys();
            case INTAKE -> intake();
            case AUDIT -> upstreams.tree(Upstream.AUDIT, "/api/v1/log");
            case VAULT -> upstreams.tree(Upstream.VAULT, "/api/v1/vault-nodes").path("items");
            case SERVICES -> json.valueToTree(health.look());
        };
    }

    // One is what the progress tells of already: it is not sent twice.
    private JsonNode keyrings() {
        var items = upstreams.tree(Upstream.COLLECTION, "/api/v1/keyrings").path("items");
        return items.size() > 1 ? items : json.createArrayNode();
    }

    // Those that are being signed before those that are.
    private JsonNode batches() {
        var all = json.createArrayNode();
        for (var state : new String[] {"DISPATCHED", "SIGNED"}) {
            var path = "/api/v1/batches?state=%s&order=NEWEST&limit=%d".formatted(state, BATCHES);
            upstreams.tree(Upstream.COLLECTION, path).path("items").forEach(all::add);
        }
        return all;
    }

    private JsonNode keys() {
        var keys = json.createObjectNode();
        keys.set("summary", upstreams.tree(Upstream.KEYS, "/api/v1/keyring/summary"));
        keys.set(
                "items",
                upstreams
                        .tree(Upstream.KEYS, "/api/v1/keyring/keys?limit=" + KEYS)
                        .path("items"));
        return keys;
    }

    // What became of the messages of each type, by its name.
    private JsonNode intake() {
        var types = json.createObjectNode();
        upstreams
                .tree(Upstream.COLLECTION, "/api/v1/intake")
                .path("items")
                .forEach(type -> types.set(type.path("type").asString(""), type));
        return types;
    }
}
