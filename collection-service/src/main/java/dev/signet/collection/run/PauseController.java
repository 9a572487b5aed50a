package dev.signet.collection.run;

import dev.signet.contract.RunId;
import dev.signet.platform.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/runs/{id}")
@Tag(name = "runs")
class PauseController {
    private final Pauses pauses;

    PauseController(Pauses pauses) {
        this.pauses = pauses;
    }

    @PostMapping("/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Hold a run up",
            description =
                    "None of its batches is handed out until it is resumed; those under way are signed. Again: no change.")
    @ApiResponse(responseCode = "204", description = "The run is paused")
    @ApiResponse(responseCode = "404", description = "not-found", content = @Content)
    @ApiResponse(responseCode = "409", description = "run-ended", content = @Content)
    void pause(@PathVariable RunId id) {
        pauses.pause(id);
    }

    @PostMapping("/resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let a paused run go on", description = "A run that is not paused stays as it is.")
    @ApiResponse(responseCode = "204", description = "The run is not paused")
    @ApiResponse(responseCode = "404", description = "not-found", content = @Content)
    void resume(@PathVariable RunId id) {
        pauses.resume(id);
    }

    @ExceptionHandler
    ProblemDetail on(RunEnded e) {
        return Problems.problem(HttpStatus.CONFLICT, "run-ended", Objects.requireNonNull(e.getMessage()));
    }
}
