package dev.signet.vault.item;

import dev.signet.platform.BadRequest;
import dev.signet.platform.Problems;
import dev.signet.vault.segment.Damaged;
import dev.signet.vault.segment.StorageAway;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What callers are told when something is not done: over HTTP, and the same over the broker. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class VaultProblems {
    private static final Logger log = LoggerFactory.getLogger(VaultProblems.class);

    @ExceptionHandler({
        NotOpened.class,
        Removed.class,
        KeyReused.class,
        TooManyVersions.class,
        PayloadTooLarge.class,
        Damaged.class,
        StorageAway.class,
        TooManyAttempts.class
    })
    ResponseEntity<ProblemDetail> on(RuntimeException e, HttpServletResponse response) {
        var problem = of(e);
        if (response.isCommitted()) {
            throw e; // a part of the answer is out: only its end can tell
        }
        response.reset();
        var answer = ResponseEntity.status(problem.getStatus());
        if (e instanceof TooManyAttempts limited) {
            answer.header(
                    HttpHeaders.RETRY_AFTER, Long.toString(limited.retryAfter().toSeconds() + 1));
        } else if (e instanceof StorageAway) {
            answer.header(HttpHeaders.RETRY_AFTER, "2");
        }
        return answer.body(problem);
    }

    static ProblemDetail of(RuntimeException e) {
        return switch (e) {
            case NotOpened _ ->
                Problems.problem(
                        HttpStatus.NOT_FOUND, "not-opened", "There is no such item, or the key is not its key.");
            case Removed _ ->
                Problems.problem(
                        HttpStatus.GONE, "item-removed", "The version of the item that this key was of is removed.");
            case KeyReused _ ->
                Problems.problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "key-reused",
                        "Another payload was stored under this id and key; a new one needs a new key.");
            case TooManyVersions _ ->
                Problems.problem(
                        HttpStatus.CONFLICT,
                        "too-many-versions",
                        "The id has as many versions as SIGNET_VAULT_VERSIONS allows.");
            case PayloadTooLarge _ ->
                Problems.problem(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "content-too-large",
                        "The payload is larger than SIGNET_VAULT_MAX_BYTES allows, which is 64 MB at the most, or 1 MB over the broker.");
            case TooManyAttempts _ ->
                Problems.problem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-attempts",
                        "Too many attempts were refused lately; try again after Retry-After.");
            case BadRequest _ ->
                Problems.problem(HttpStatus.BAD_REQUEST, "bad-request", Objects.toString(e.getMessage()));
            default -> failure(e);
        };
    }

    private static ProblemDetail failure(RuntimeException e) {
        return switch (e) {
            case StorageAway _ -> {
                log.warn("Ciphertext cannot be had or stored now: {}", e.toString());
                yield Problems.problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "unavailable",
                        "The vault cannot reach collection-service now; try again.");
            }
            case DataAccessException _, TransactionException _ -> {
                log.warn("The database is not available: {}", e.toString());
                yield Problems.problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "unavailable",
                        "The vault cannot reach its database now; try again.");
            }
            case Damaged _ -> {
                log.error("An item cannot be opened any more", e);
                yield Problems.problem(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "item-damaged",
                        "What is stored of the item is not what was sealed; the vault's log says more.");
            }
            default -> {
                log.error("A request failed", e);
                yield Problems.problem(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal-error",
                        "Something unforeseen went wrong; the service's log has it.");
            }
        };
    }
}
