package dev.signet.key.keyring;

import dev.signet.platform.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What can be wrong with a request about keys. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class KeyProblems {
    @ExceptionHandler
    ProblemDetail on(KeyRetired e) {
        return Problems.problem(HttpStatus.CONFLICT, "key-retired", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail on(IdempotencyKeyReused e) {
        return Problems.problem(
                HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused", String.valueOf(e.getMessage()));
    }
}
