package dev.signet.key.collection;

import dev.signet.platform.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A call of ours that needed collection-service in vain. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class CollectionProblems {
    private static final Logger log = LoggerFactory.getLogger(CollectionProblems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(CollectionUnavailable e) {
        log.debug("Answered with 503", e);
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(Problems.problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "collection-unavailable",
                        "collection-service cannot be asked now; what was begun is finished once it can."));
    }
}
