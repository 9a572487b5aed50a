package dev.signet.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns a known bearer token into the calling service's identity; anything else stays anonymous and is refused further on. */
final class ServiceTokenFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final ServiceTokens tokens;

    ServiceTokenFilter(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.startsWith(BEARER)) {
            tokens.owner(header.substring(BEARER.length())).ifPresent(ServiceTokenFilter::authenticate);
        }
        chain.doFilter(request, response);
    }

    private static void authenticate(String service) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                service, null, AuthorityUtils.createAuthorityList("SERVICE_" + service)));
        SecurityContextHolder.setContext(context);
    }

    /** A streamed answer is written on a second dispatch, which needs the identity again. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
