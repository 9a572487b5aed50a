package dev.signet.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns a bearer token (RFC 6750) into whom it belongs to. Who presents none stays anonymous; who presents one that is nobody's is told so at once, rather
 * than that he may not do what he asks for.
 */
public final class BearerFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final Function<String, Optional<Authentication>> owners;
    private final boolean isOpen;
    private final RateLimit limit;
    private final Refused refused;

    /** Is told of a token that is nobody's. */
    @FunctionalInterface
    public interface Refused {
        void unknownToken(HttpServletRequest request);
    }

    /**
     * @param isOpen where nobody can be known, so that it does not matter what is presented
     * @param limit of who tries one token after the other, and is refused before the limit's own turn
     */
    public BearerFilter(
            Function<String, Optional<Authentication>> owners, boolean isOpen, RateLimit limit, Refused refused) {
        this.owners = owners;
        this.isOpen = isOpen;
        this.limit = limit;
        this.refused = refused;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && StringUtils.startsWithIgnoreCase(header, BEARER)) {
            var owner = owners.apply(header.substring(BEARER.length()).strip());
            if (owner.isEmpty() && !isOpen) {
                refuse(request, response);
                return;
            }
            owner.ifPresent(BearerFilter::authenticate);
        }
        chain.doFilter(request, response);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!limit.allows(request, response)) {
            return;
        }
        refused.unknownToken(request);
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        Problems.write(
                response,
                HttpStatus.UNAUTHORIZED,
                "unauthenticated",
                "This token is nobody's, or no longer good. signet token new makes one.");
    }

    private static void authenticate(Authentication owner) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(owner);
        SecurityContextHolder.setContext(context);
    }

    /** A streamed answer is written on a second dispatch, which needs the identity again. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
