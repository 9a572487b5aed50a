package dev.signet.platform;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says where a JSON body is wrong, and never what it holds there: it may be a secret. */
final class UnreadableBody {
    static String explain(HttpMessageNotReadableException e) {
        return explain(e.getCause());
    }

    static String explain(@Nullable Throwable cause) {
        return switch (cause) {
            case InputCoercionException bad -> "The number at %s is out of range.".formatted(place(bad));
            case StreamReadException bad -> "The body is not well-formed JSON: see %s.".formatted(place(bad));
            case MismatchedInputException bad
            when !bad.getPath().isEmpty() ->
                "The value of %s is not of the kind that belongs there.".formatted(path(bad));
            case JacksonException _ -> "The body is JSON, but not of the form that belongs here; /docs shows it.";
            case null, default -> "A JSON body is missing here; /docs shows its form.";
        };
    }

    private static String place(JacksonException bad) {
        var location = bad.getLocation();
        return "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static String path(JacksonException bad) {
        return bad.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[%d]".formatted(step.getIndex()) : step.getPropertyName())
                .collect(Collectors.joining("."));
    }

    private UnreadableBody() {}
}
