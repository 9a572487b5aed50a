package dev.signet.collection.export;

import dev.signet.platform.Problems;
import dev.signet.platform.ServiceMain;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ExportProblems {
    private static final Logger log = LoggerFactory.getLogger(ExportProblems.class);

    @ExceptionHandler
    ProblemDetail on(NotSigned e) {
        return Problems.problem(HttpStatus.NOT_FOUND, "not-signed", Objects.requireNonNull(e.getMessage()));
    }

    /** Thrown on, so that the container closes the connection: a body that ended properly would look complete. */
    @ExceptionHandler
    void on(ExportBroken e) {
        log.warn("The export broke off: {}", ServiceMain.reason(e));
        throw e;
    }
}
