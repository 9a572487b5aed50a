package dev.signet.key.keyring;

import dev.signet.platform.Problems;
import dev.signet.platform.kek.KekUnavailable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
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
    ProblemDetail on(WrongPassphrase e) {
        return Problems.problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "wrong-passphrase",
                "This is not the passphrase that the key-encryption key is made of, or it was said already.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(KekUnavailable e) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "2")
                .body(Problems.problem(
                        HttpStatus.SERVICE_UNAVAILABLE, "sealed", "key-service is sealed: " + e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail on(IdempotencyKeyReused e) {
        return Problems.problem(
                HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused", String.valueOf(e.getMessage()));
    }
}
