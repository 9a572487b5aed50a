package dev.signet.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a page of another site sends, unless it only reads. Such a page never sees the answer, but without this what it asks for would be done,
 * for people's endpoints ask nobody who he is. Every browser says where a request comes from, and no page can change what it says.
 */
public final class ForeignPages extends OncePerRequestFilter {
    private static final String WHERE_FROM = "Sec-Fetch-Site";
    private static final Set<String> OURS = Set.of("same-origin", "none");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var whereFrom = request.getHeader(WHERE_FROM);
        if (whereFrom == null || OURS.contains(whereFrom) || READING.contains(request.getMethod())) {
            chain.doFilter(request, response);
        } else {
            Problems.write(
                    response,
                    HttpStatus.FORBIDDEN,
                    "foreign-page",
                    "A page of another site asks for this: nothing was done. Ask from a program, or from a page of this server.");
        }
    }
}
