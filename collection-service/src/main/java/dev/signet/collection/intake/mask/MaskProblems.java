package dev.signet.collection.intake.mask;

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
class MaskProblems {
    @ExceptionHandler
    ProblemDetail on(MaskVersionInUse e) {
        return Problems.problem(HttpStatus.CONFLICT, "key-in-use", Objects.requireNonNull(e.getMessage()));
    }
}
