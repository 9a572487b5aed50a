package dev.signet.collection.progress;

import dev.signet.collection.keyring.KnownKeyrings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "progress")
class ProgressController {
    private final ProgressBoard board;
    private final KnownKeyrings keyrings;

    ProgressController(ProgressBoard board, KnownKeyrings keyrings) {
        this.board = board;
        this.keyrings = keyrings;
    }

    @GetMapping(path = "/api/v1/progress", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "How far the newest run of a keyring has come",
            description = "A sample that is at most a second old; asking costs nothing.")
    @ApiResponse(responseCode = "200", description = "The last sample")
    @ApiResponse(responseCode = "404", description = "not-found: there is no such keyring", content = @Content)
    ResponseEntity<Progress> progress(
            @Parameter(description = "`default` if none is named") @RequestParam Optional<String> keyring) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(board.latest(keyrings.named(keyring)));
    }

    @GetMapping(path = "/api/v1/keyrings", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "All keyrings, and how far the newest run of each has come",
            description = "Samples that are at most a second old; `default` first.")
    @ApiResponse(responseCode = "200", description = "Each with its last sample")
    ResponseEntity<KeyringProgress.All> keyrings() {
        var all = keyrings.all().stream()
                .map(keyring -> new KeyringProgress(keyring.name(), keyrings.batchSize(keyring), board.latest(keyring)))
                .toList();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new KeyringProgress.All(all));
    }
}
