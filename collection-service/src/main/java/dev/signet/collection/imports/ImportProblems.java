package dev.signet.collection.imports;

import dev.signet.platform.Problems;
import java.util.Objects;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ImportProblems {
    @ExceptionHandler
    ProblemDetail on(ImportRefused e) {
        var problem = Problems.problem(
                HttpStatus.BAD_REQUEST,
                "invalid-record",
                "%s The lines before it are stored; correct it and send the rest."
                        .formatted(Objects.requireNonNull(e.getMessage())));
        problem.setProperty("line", e.line());
        problem.setProperty("stored", e.before().stored());
        problem.setProperty("skipped", e.before().skipped());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail on(IdempotencyKeyReused e) {
        return Problems.problem(
                HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused", Objects.requireNonNull(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail on(ImportUnderWay e) {
        return Problems.problem(HttpStatus.CONFLICT, "import-under-way", Objects.requireNonNull(e.getMessage()));
    }
}
