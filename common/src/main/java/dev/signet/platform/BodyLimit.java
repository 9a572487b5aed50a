package dev.signet.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bounds the bodies of all requests but those that are read as a stream. What a service may send fits in well. */
@Component
@ConditionalOnWebApplication
class BodyLimit extends OncePerRequestFilter {
    private static final DataSize LIMIT = DataSize.ofMegabytes(32);

    private final List<UnboundedBodies> unbounded;

    BodyLimit(ObjectProvider<UnboundedBodies> unbounded) {
        this.unbounded = unbounded.stream().toList();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return unbounded.stream().anyMatch(bodies -> bodies.include(request.getRequestURI()));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > LIMIT.toBytes()) {
            ServiceSecurity.refuse(
                    response,
                    HttpStatus.CONTENT_TOO_LARGE,
                    "The body is larger than the %d MB that are read here.".formatted(LIMIT.toMegabytes()));
        } else {
            chain.doFilter(request.getContentLengthLong() < 0 ? bounded(request) : request, response);
        }
    }

    // A body of unannounced length is cut off at the limit, which its reader takes for a broken one.
    private static HttpServletRequest bounded(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public ServletInputStream getInputStream() throws IOException {
                return new BoundedStream(super.getInputStream(), LIMIT.toBytes());
            }
        };
    }
}
