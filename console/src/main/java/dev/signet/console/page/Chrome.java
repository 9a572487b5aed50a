package dev.signet.console.page;

import dev.signet.console.live.Sampler;
import dev.signet.console.live.Topic;
import dev.signet.console.upstream.UpstreamAway;
import dev.signet.console.upstream.UpstreamRefused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** What every page has around it, and the page that stands for one that cannot be shown. */
@ControllerAdvice(basePackageClasses = Chrome.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class Chrome {
    private final PublicPath path;
    private final Assets assets;
    private final Sampler sampler;
    private final JsonMapper json;
    private final Format format = new Format();

    Chrome(PublicPath path, Assets assets, Sampler sampler, JsonMapper json) {
        this.path = path;
        this.assets = assets;
        this.sampler = sampler;
        this.json = json;
    }

    @ModelAttribute
    void around(HttpServletRequest request, HttpServletResponse response, Model model) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        model.addAttribute("base", path.base(request));
        model.addAttribute("here", here(request));
        model.addAttribute("assets", assets.path());
        model.addAttribute("fmt", format);
        var progress = progress();
        var keyrings = keyrings();
        model.addAttribute("progress", progress);
        model.addAttribute("keyrings", keyrings);
        model.addAttribute("aside", keyrings.aside(progress));
        model.addAttribute("who", request.getRemoteUser());
        model.addAttribute("trouble", sampler.trouble().orElse(null));
    }

    private @Nullable Progress progress() {
        return sampler.latest(Topic.PROGRESS)
                .map(tree -> json.treeToValue(tree, Progress.class))
                .orElse(null);
    }

    // Those of before while they cannot be had: the stream tells of them, so the page needs a place for them.
    private Keyrings keyrings() {
        var known = sampler.latest(Topic.KEYRINGS).or(() -> sampler.last(Topic.KEYRINGS));
        return Keyrings.of(known.orElse(null), json);
    }

    // Relative to the base: a link to a place in the page itself has to name the page.
    private static String here(HttpServletRequest request) {
        var query = request.getQueryString();
        var own = request.getRequestURI().substring(1);
        return query == null ? own : own + "?" + query;
    }

    @ExceptionHandler
    ModelAndView on(UpstreamAway e, HttpServletRequest request, HttpServletResponse response) {
        return instead(503, "A service is away", message(e) + " This page comes back when it does.", request, response);
    }

    @ExceptionHandler
    ModelAndView on(UpstreamRefused e, HttpServletRequest request, HttpServletResponse response) {
        var title = e.status() == 404 ? "There is no such thing" : "This cannot be shown";
        return instead(e.status(), title, message(e), request, response);
    }

    private ModelAndView instead(
            int status, String title, String detail, HttpServletRequest request, HttpServletResponse response) {
        var page = new ModelAndView("instead");
        response.setStatus(status);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        page.addObject("base", path.base(request));
        page.addObject("here", here(request));
        page.addObject("assets", assets.path());
        page.addObject("fmt", format);
        page.addObject("who", request.getRemoteUser());
        page.addObject("title", title);
        page.addObject("detail", detail);
        return page;
    }

    private static String message(RuntimeException e) {
        return Objects.requireNonNull(e.getMessage());
    }
}
