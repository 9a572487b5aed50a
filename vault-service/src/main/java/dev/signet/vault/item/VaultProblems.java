package dev.signet.vault.item;

import dev.signet.platform.Problems;
import dev.signet.vault.segment.Damaged;
import dev.signet.vault.segment.StorageAway;
import jakarta.servlet.http.HttpServletResponse;
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

@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class VaultProblems {
    private static final Logger log = LoggerFactory.getLogger(VaultProblems.class);

    @ExceptionHandler
    ProblemDetail on(NotOpened e) {
        return Problems.problem(
                HttpStatus.NOT_FOUND, "not-opened", "There is no such item, or the key is not its key.");
    }

    @ExceptionHandler
    ProblemDetail on(Removed e) {
        return Problems.problem(
                HttpStatus.GONE, "item-removed", "The version of the item that this key was of is removed.");
    }

    @ExceptionHandler
    ProblemDetail on(KeyReused e) {
        return Problems.problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "key-reused",
                "Another payload was stored under this id and key; a new one needs a new key.");
    }

    @ExceptionHandler
    ProblemDetail on(TooManyVersions e) {
        return Problems.problem(
                HttpStatus.CONFLICT,
                "too-many-versions",
                "The id has as many versions as SIGNET_VAULT_VERSIONS allows.");
    }

    @ExceptionHandler
    ProblemDetail on(PayloadTooLarge e) {
        return Problems.problem(
                HttpStatus.CONTENT_TOO_LARGE,
                "content-too-large",
                "The payload is larger than SIGNET_VAULT_MAX_BYTES allows, which is 64 MB at the most.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(TooManyAttempts e) {
        return later(
                HttpStatus.TOO_MANY_REQUESTS,
                e.shortestWait().toSeconds() + 1,
                Problems.problem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-attempts",
                        "Too many attempts were refused lately; try again after Retry-After."));
    }

    /** Once a part of the answer is out, only its end can tell. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(StorageAway e, HttpServletResponse response) {
        log.warn("Ciphertext cannot be had or stored now: {}", e.toString());
        if (response.isCommitted()) {
            throw e;
        }
        response.reset();
        return later(
                HttpStatus.SERVICE_UNAVAILABLE,
                2,
                Problems.problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "unavailable",
                        "The vault cannot reach collection-service now; try again."));
    }

    @ExceptionHandler
    ProblemDetail on(Damaged e, HttpServletResponse response) {
        log.error("An item cannot be opened any more", e);
        if (response.isCommitted()) {
            throw e;
        }
        response.reset();
        return Problems.problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "item-damaged",
                "What is stored of the item is not what was sealed; the vault's log says more.");
    }

    private static ResponseEntity<ProblemDetail> later(HttpStatus status, long seconds, ProblemDetail problem) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .body(problem);
    }
}
