package dev.signet.console.page;

import dev.signet.console.upstream.Upstream;
import dev.signet.console.upstream.Upstreams;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The vault: which instances there are of it, how they are, and what they do. Of what is in it nothing can be shown. */
@Controller
class VaultPages {
    private final Upstreams upstreams;
    private final Clock clock;

    VaultPages(Upstreams upstreams, Clock clock) {
        this.upstreams = upstreams;
        this.clock = clock;
    }

    @GetMapping("/vault")
    String vault(Model model) {
        model.addAttribute("vault", upstreams.read(Upstream.VAULT, "/api/v1/vault-nodes", VaultNodes.class));
        model.addAttribute("now", clock.instant());
        return "vault";
    }
}
