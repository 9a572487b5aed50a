package dev.signet.collection.progress;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "progress")
class ProgressController {
    private final ProgressBoard board;

    ProgressController(ProgressBoard board) {
        this.board = board;
    }

    @GetMapping(path = "/api/v1/progress", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "How far the newest run has come",
            description = "A sample that is at most a second old; asking costs nothing.")
    @ApiResponse(responseCode = "200", description = "The last sample")
    ResponseEntity<Progress> progress() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(board.latest());
    }
}
