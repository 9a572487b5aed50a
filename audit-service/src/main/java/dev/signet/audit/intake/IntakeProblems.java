package dev.signet.audit.intake;

import dev.signet.audit.event.InvalidEvent;
import dev.signet.audit.log.LogBusy;
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
@Order(Ordered.HIGHEST_PRECEDENCE)
class IntakeProblems {
    @ExceptionHandler
    ProblemDetail on(InvalidEvent e) {
        return Problems.problem(HttpStatus.BAD_REQUEST, "invalid-event", e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail on(UnknownEncoding e) {
        return Problems.problem(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", Objects.requireNonNull(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail on(BodyTooLarge e) {
        return Problems.problem(
                HttpStatus.CONTENT_TOO_LARGE, "content-too-large", Objects.requireNonNull(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(LogBusy e) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(Problems.problem(
                        HttpStatus.SERVICE_UNAVAILABLE, "unavailable", Objects.requireNonNull(e.getMessage())));
    }
}
