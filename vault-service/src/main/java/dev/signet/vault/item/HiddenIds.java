package dev.signet.vault.item;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes the id out of the path before anything else sees it: whatever logs, counts, traces or answers by the path cannot give it away. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HiddenIds extends OncePerRequestFilter {
    private static final String ITEMS = "/api/v1/vault/";
    private static final String HIDDEN = ITEMS + "-";
    private static final String ATTRIBUTE = HiddenIds.class.getName();
    private static final Set<String> ACTIONS = Set.of("", "/open");

    /** The id as it stood in the path. */
    static String idOf(HttpServletRequest request) {
        return Objects.requireNonNull((String) request.getAttribute(ATTRIBUTE));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(ITEMS);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI().substring(ITEMS.length());
        var end = path.indexOf('/');
        var action = end < 0 ? "" : path.substring(end);
        request.setAttribute(ATTRIBUTE, end < 0 ? path : path.substring(0, end));
        chain.doFilter(new Hiding(request, HIDDEN + (ACTIONS.contains(action) ? action : "/unknown")), response);
    }

    private static final class Hiding extends HttpServletRequestWrapper {
        private final String path;

        Hiding(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
        }

        @Override
        public String getRequestURI() {
            return path;
        }

        @Override
        public String getServletPath() {
            return path;
        }

        @Override
        public @Nullable String getPathInfo() {
            return null;
        }

        @Override
        public @Nullable String getPathTranslated() {
            return null;
        }

        @Override
        public StringBuffer getRequestURL() {
            var url = super.getRequestURL();
            return new StringBuffer(url.substring(0, url.indexOf(ITEMS))).append(path);
        }
    }
}
