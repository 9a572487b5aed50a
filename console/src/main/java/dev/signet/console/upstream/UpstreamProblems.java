package dev.signet.console.upstream;

import dev.signet.platform.Problems;
import java.util.Objects;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class UpstreamProblems {
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(UpstreamAway e) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "2")
                .body(Problems.problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "service-unreachable",
                        Objects.requireNonNull(e.getMessage()) + " Is it running? Try again."));
    }

    /** Thrown on, so that the container closes the connection: a body that ended properly would look complete. */
    @ExceptionHandler
    void on(BrokenOff e) {
        throw e;
    }
}
