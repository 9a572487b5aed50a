package dev.signet.audit.intake;

import static dev.signet.platform.Problems.problem;

import dev.signet.audit.event.EventReader;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Events over HTTP. */
@RestController
@Tag(name = "events")
class EventController {
    private final EventReader reader;
    private final Intake intake;

    EventController(EventReader reader, Intake intake) {
        this.reader = reader;
        this.intake = intake;
    }

    /** In the order of the batch. */
    record Results(List<EventResult> results) {}

    @PostMapping(path = "/api/v1/events", consumes = EventReader.ONE, produces = MediaType.APPLICATION_JSON_VALUE)
    @SubmitsEvents
    ResponseEntity<Object> one(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        var result = intake.take(reader.one(Body.of(request)));
        return switch (result.status()) {
            case COMMITTED -> ResponseEntity.ok(result);
            case DIFFERENT -> refused(problem(HttpStatus.CONFLICT, "event-differs", result.whatToDo()), result);
            case INVALID -> refused(problem(HttpStatus.BAD_REQUEST, "invalid-event", result.whatToDo()), result);
            case SCHEMA_VIOLATED ->
                refused(problem(HttpStatus.UNPROCESSABLE_CONTENT, "schema-violated", result.whatToDo()), result);
        };
    }

    @PostMapping(path = "/api/v1/events", consumes = EventReader.BATCH, produces = MediaType.APPLICATION_JSON_VALUE)
    @SubmitsEvents
    ResponseEntity<Results> batch(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        var results = intake.take(reader.batch(Body.of(request)));
        var status = results.stream().allMatch(EventResult::isCommitted) ? HttpStatus.OK : HttpStatus.MULTI_STATUS;
        return ResponseEntity.status(status).body(new Results(results));
    }

    private static ResponseEntity<Object> refused(ProblemDetail problem, EventResult result) {
        result.source().ifPresent(source -> problem.setProperty("source", source));
        result.id().ifPresent(id -> problem.setProperty("id", id));
        result.logindex().ifPresent(logindex -> problem.setProperty("logindex", logindex));
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
