package dev.signet.console.page;

import dev.signet.platform.Problems;
import dev.signet.platform.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** What is said to those who may not do what they ask for: a browser that wants a page is led to where it can say who it is, a program is told. */
@Component
class TurnedAway implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final Refusals refusals;
    private final PublicPath path;

    TurnedAway(Refusals refusals, PublicPath path) {
        this.refusals = refusals;
        this.path = path;
    }

    /** Nobody is known. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (wantsPage(request)) {
            lead(request, response);
            return;
        }
        refusals.refused(Optional.empty(), request.getRequestURI());
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        Problems.write(
                response,
                HttpStatus.UNAUTHORIZED,
                "unauthenticated",
                "Say who you are: send your token as a bearer token. The operator's was made at the first start; the set-up says which file it is in.");
    }

    /** Somebody is, and may not. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        if (wantsPage(request)) {
            lead(request, response);
            return;
        }
        refusals.refused(Optional.ofNullable(request.getRemoteUser()), request.getRequestURI());
        Problems.write(response, HttpStatus.FORBIDDEN, "not-allowed", "Whose token this is may not do that.");
    }

    private static boolean wantsPage(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && !request.getRequestURI().startsWith("/api/")
                && Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "")
                        .contains("text/html");
    }

    private void lead(HttpServletRequest request, HttpServletResponse response) {
        var wanted = request.getRequestURI().substring(1);
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.LOCATION,
                path.base(request) + "login?to=" + URLEncoder.encode(wanted + query, StandardCharsets.UTF_8));
    }
}
