package dev.signet.console.page;

import dev.signet.console.upstream.Upstream;
import dev.signet.console.upstream.Upstreams;
import java.util.List;
import java.util.Locale;
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
                        new Part("records", "Records, batches, runs, signatures", routes(Upstream.COLLECTION)),
                        new Part("keys", "Keys and leases", routes(Upstream.KEYS)),
                        new Part("audit", "Audit log", routes(Upstream.AUDIT)),
                        new Part("vault", "Vault", routes(Upstream.VAULT))));
        return "docs";
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

    /** @param name of its document, in {@code openapi/<name>.json} */
    record Part(String name, String title, List<Route> routes) {}

    record Route(String method, String path, String summary) {
        /** It can be looked at as it is. */
        public boolean isLink() {
            return method.equals("GET") && !path.contains("{");
        }
    }
}
