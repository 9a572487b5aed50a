package dev.signet.collection.quarantine;

import dev.signet.contract.BatchId;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "batches")
class ReplayController {
    private final Replays replays;

    ReplayController(Replays replays) {
        this.replays = replays;
    }

    @PostMapping("/api/v1/batches/{id}/replay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Take a batch out of quarantine",
            description =
                    "It is handed out again at once. A run that had ended is on again until the batch is signed or quarantined anew.")
    @ApiResponse(responseCode = "204", description = "It is due")
    @ApiResponse(responseCode = "404", description = "not-found", content = @Content)
    @ApiResponse(responseCode = "409", description = "not-quarantined, or another-run-is-on", content = @Content)
    void replay(@PathVariable BatchId id) {
        replays.replay(id);
    }

    @ExceptionHandler
    ProblemDetail on(NotQuarantined e) {
        return Problems.problem(HttpStatus.CONFLICT, "not-quarantined", Objects.requireNonNull(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail on(AnotherRunIsOn e) {
        return Problems.problem(HttpStatus.CONFLICT, "another-run-is-on", Objects.requireNonNull(e.getMessage()));
    }
}
