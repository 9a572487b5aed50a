package dev.signet.collection.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bounds the bodies of all requests but the import, which is read line by line. What a service may send fits in well. */
@Component
class BodyLimit extends OncePerRequestFilter {
    private static final DataSize LIMIT = DataSize.ofMegabytes(32);
    private static final String UNBOUNDED = "/api/v1/records";

    private static final byte[] PROBLEM = """
            {"type":"/problems/content-too-large","title":"Content Too Large","status":413,\
            "detail":"The body is larger than the %d MB that are read here."}""".formatted(LIMIT.toMegabytes()).getBytes(StandardCharsets.UTF_8);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return UNBOUNDED.equals(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > LIMIT.toBytes()) {
            response.setStatus(HttpStatus.CONTENT_TOO_LARGE.value());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(PROBLEM);
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
