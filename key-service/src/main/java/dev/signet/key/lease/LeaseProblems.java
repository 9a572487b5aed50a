package dev.signet.key.lease;

import dev.signet.platform.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What can be wrong with a request about leases. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class LeaseProblems {
    @ExceptionHandler
    ProblemDetail on(LeaseGone e) {
        return Problems.problem(HttpStatus.GONE, "lease-gone", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(LeasesUnavailable e) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(Problems.problem(
                        HttpStatus.SERVICE_UNAVAILABLE, "leases-unavailable", String.valueOf(e.getMessage())));
    }
}
