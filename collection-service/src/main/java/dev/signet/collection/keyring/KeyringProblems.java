package dev.signet.collection.keyring;

import dev.signet.platform.Problems;
import dev.signet.platform.ServiceMain;
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

/** A store that needed key-service in vain. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class KeyringProblems {
    private static final Logger log = LoggerFactory.getLogger(KeyringProblems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(KeysUnavailable e) {
        log.warn("Signatures cannot be verified now: {}", ServiceMain.reason(e));
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(
                        Problems.problem(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "keys-unavailable",
                                "key-service cannot be asked for public keys now, so signatures cannot be verified; nothing was stored, try again."));
    }
}
