package dev.signet.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a body whose type is a wildcard, which Spring would take for a mistake of ours. */
@Component
@ConditionalOnWebApplication
class DefiniteContentType extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var type = request.getContentType();
        if (type != null && type.contains("*") && !"GET".equals(request.getMethod())) {
            ServiceSecurity.refuse(
                    response, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Content-Type must name one type, without wildcards.");
        } else {
            chain.doFilter(request, response);
        }
    }
}
