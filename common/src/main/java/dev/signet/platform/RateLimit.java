package dev.signet.platform;

import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How many requests a second one caller's are answered at most, so that none of them has the public API for himself alone, or tries as many tokens as he
 * likes. Twice as many may come at once. Callers are known by their names or else by their addresses, and share a fixed number of counts, so that made-up ones
 * take no memory. Services among themselves are not counted, nor is who looks whether they are well.
 */
public final class RateLimit extends OncePerRequestFilter {
    private static final int COUNTS = 4096;
    private static final List<String> UNCOUNTED = List.of("/internal/", "/actuator/");

    private final Bucket[] counts;

    /** @param perSecond 0 for no limit */
    public RateLimit(int perSecond) {
        counts = Stream.generate(() -> bucket(perSecond))
                .limit(perSecond == 0 ? 0 : COUNTS)
                .toArray(Bucket[]::new);
    }

    private static Bucket bucket(int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (allows(request, response)) {
            chain.doFilter(request, response);
        }
    }

    /** Counts a request; one that is too much is answered, and is not to be dealt with. */
    boolean allows(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (counts.length == 0) {
            return true;
        }
        var probe = counts[Math.floorMod(caller(request).hashCode(), COUNTS)].tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return true;
        }
        var wait =
                Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1).toSeconds();
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait));
        Problems.write(
                response,
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-requests",
                "You ask more often than is answered; wait as long as Retry-After says.");
        return false;
    }

    private static String caller(HttpServletRequest request) {
        return Objects.requireNonNullElseGet(request.getRemoteUser(), request::getRemoteAddr);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return UNCOUNTED.stream().anyMatch(request.getRequestURI()::startsWith);
    }
}
