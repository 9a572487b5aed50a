package dev.signet.audit.export;

import dev.signet.platform.ServiceMain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ExportProblems {
    private static final Logger log = LoggerFactory.getLogger(ExportProblems.class);

    /** Thrown on, so that the container closes the connection: a body that ended properly would look complete. */
    @ExceptionHandler
    void on(ExportBroken e) {
        log.warn("The export broke off: {}", ServiceMain.reason(e));
        throw e;
    }
}
