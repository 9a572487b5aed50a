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
        model.addAttribute("records", routes(Upstream.COLLECTION));
        model.addAttribute("keys", routes(Upstream.KEYS));
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

    record Route(String method, String path, String summary) {
        /** It can be looked at as it is. */
        public boolean isLink() {
            return method.equals("GET") && !path.contains("{");
        }
    }
}
