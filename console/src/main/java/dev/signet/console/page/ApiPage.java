package dev.signet.console.page;

import dev.signet.console.upstream.Upstream;
import dev.signet.console.upstream.UpstreamAway;
import dev.signet.console.upstream.Upstreams;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Everything that can be asked, from the services' own OpenAPI documents. */
@Controller
class ApiPage {
    private final Upstreams upstreams;

    ApiPage(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @GetMapping("/docs")
    String api(Model model) {
        model.addAttribute(
                "parts",
                List.of(
                        part("records", "Records, batches, runs, signatures", Upstream.COLLECTION),
                        part("keys", "Keys and leases", Upstream.KEYS),
                        part("audit", "Audit log", Upstream.AUDIT),
                        part("vault", "Vault", Upstream.VAULT)));
        return "docs";
    }

    // One that is away, or was never there, does not hide the others.
    private Part part(String name, String title, Upstream service) {
        try {
            return new Part(name, title, Optional.empty(), routes(service));
        } catch (UpstreamAway e) {
            return new Part(name, title, Optional.ofNullable(e.getMessage()), List.of());
        }
    }

    private List<Route> routes(Upstream service) {
        return upstreams.tree(service, "/openapi.json").path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(operation -> new Route(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation.getValue().path("summary").asString(""))))
                .toList();
    }

    /**
     * @param name of its document, in {@code openapi/<name>.json}
     * @param away why there is nothing to be listed
     */
    record Part(String name, String title, Optional<String> away, List<Route> routes) {}

    record Route(String method, String path, String summary) {
        /** It can be looked at as it is. */
        public boolean isLink() {
            return method.equals("GET") && !path.contains("{");
        }
    }
}
