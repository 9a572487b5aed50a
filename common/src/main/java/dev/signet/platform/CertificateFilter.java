package dev.signet.platform;

import dev.signet.platform.tls.CertifiedService;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns a caller's certificate, which the server has verified by then, into the service that it names. Who presents a token besides is whoever that belongs to:
 * the console hands people's on.
 */
final class CertificateFilter extends OncePerRequestFilter {
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final Predicate<String> isCaller;
    private final Function<String, Authentication> service;

    /** @param isCaller whether a service acts for itself; the others' certificates say only whom they hand on for */
    CertificateFilter(Predicate<String> isCaller, Function<String, Authentication> service) {
        this.isCaller = isCaller;
        this.service = service;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(CERTIFICATES) instanceof X509Certificate[] path
                && path.length > 0
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            CertifiedService.of(path[0]).filter(isCaller).map(service).ifPresent(CertificateFilter::authenticate);
        }
        chain.doFilter(request, response);
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
