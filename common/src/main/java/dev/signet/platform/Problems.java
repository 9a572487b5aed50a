package dev.signet.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.StringUtils;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Errors as {@code application/problem+json} (RFC 9457) with a stable {@code type}. A service adds its own advice for its own
 * exceptions; what nobody foresaw tells the client nothing and is logged once, here.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnWebApplication
public class Problems extends ResponseEntityExceptionHandler {
    static final String NOTHING_HERE = "There is nothing here; /docs and /openapi.json show what there is.";

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    /** @param slug ends the problem's type, {@code /problems/<slug>} */
    public static ProblemDetail problem(HttpStatus status, String slug, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("/problems/" + slug));
        return problem;
    }

    /** For a filter: writes a problem where no handler will. */
    public static void write(HttpServletResponse response, HttpStatus status, String slug, String detail)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(text(status, slug, detail).getBytes(StandardCharsets.UTF_8));
    }

    /** As text, where nothing is there yet, or any more, that could write an object. */
    static String text(HttpStatus status, String slug, String detail) {
        return "{\"type\":\"/problems/%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(slug, status.getReasonPhrase(), status.value(), detail);
    }

    @ExceptionHandler
    ProblemDetail on(NotDelivered e) {
        log.warn("A message was not delivered: {}", ServiceMain.reason(e));
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "The broker did not take the message; try again.");
    }

    @ExceptionHandler
    ProblemDetail on(BadRequest e) {
        return problem(HttpStatus.BAD_REQUEST, "bad-request", messageOf(e));
    }

    @ExceptionHandler
    ProblemDetail on(NotFound e) {
        return problem(HttpStatus.NOT_FOUND, "not-found", messageOf(e));
    }

    @ExceptionHandler
    ProblemDetail on(MethodArgumentTypeMismatchException e) {
        var given = e.getValue() instanceof Object[] repeated
                ? StringUtils.arrayToDelimitedString(repeated, ", ")
                : e.getValue();
        return problem(HttpStatus.BAD_REQUEST, "bad-request", "'%s' is not a valid %s.".formatted(given, e.getName()));
    }

    /** Not Spring's words: they hide what is wrong, and Jackson's may quote a password. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(e, UnreadableBody.explain(e), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
            HttpMediaTypeNotSupportedException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var known = e.getSupportedMediaTypes().stream().map(MediaType::toString).collect(Collectors.joining(" or "));
        return answer(e, "Send the body with Content-Type %s.".formatted(known), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(e, NOTHING_HERE, headers, status, request);
    }

    private @Nullable ResponseEntity<Object> answer(
            Exception e, String detail, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(e, ProblemDetail.forStatusAndDetail(status, detail), headers, status, request);
    }

    @ExceptionHandler
    ProblemDetail on(MultipartException e) {
        return problem(
                HttpStatus.BAD_REQUEST, "bad-request", "The body is not well-formed multipart/form-data; try curl -F.");
    }

    @ExceptionHandler
    ProblemDetail on(InvalidParameterException e) {
        return problem(
                HttpStatus.BAD_REQUEST,
                "bad-request",
                "A parameter cannot be decoded; percent-encode it as UTF-8, a percent sign itself as %25.");
    }

    /** Thrown when a handler first looks at the headers: by then the firewall itself cannot answer any more. */
    @ExceptionHandler
    ProblemDetail on(RequestRejectedException e) {
        log.debug("A request is refused: {}", e.toString());
        return problem(
                HttpStatus.BAD_REQUEST, "bad-request", "A header or parameter holds characters that are not allowed.");
    }

    @ExceptionHandler({
        RecoverableDataAccessException.class,
        TransientDataAccessException.class,
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class
    })
    ResponseEntity<ProblemDetail> onDatabaseAway(Exception e) {
        log.warn("The database is not available: {}", ServiceMain.reason(e));
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "unavailable",
                        "The service cannot reach its database now; try again."));
    }

    /** The client went away while it was being answered: nobody is there to be told. */
    @ExceptionHandler
    void on(IOException e, HttpServletRequest request) {
        log.debug("{} {} broke off: {}", request.getMethod(), path(request), e.toString());
    }

    @ExceptionHandler
    ProblemDetail on(Exception e, HttpServletRequest request) {
        log.error("{} {} failed", request.getMethod(), path(request), e);
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "Something unforeseen went wrong; the service's log has it.");
    }

    /** Without the id of an item in the vault, which is written down nowhere. */
    private static String path(HttpServletRequest request) {
        return request.getRequestURI().replaceFirst("(/api/v1/vault/)[^/]+", "$1-");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var answer = super.handleExceptionInternal(e, body, headers, status, request);
        if (answer != null && answer.getBody() instanceof ProblemDetail problem) {
            problem.setType(URI.create("/problems/" + slug(status)));
        }
        return answer;
    }

    static String slug(HttpStatusCode status) {
        var known = HttpStatus.resolve(status.value());
        return known == null ? "error" : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String messageOf(RuntimeException e) {
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
