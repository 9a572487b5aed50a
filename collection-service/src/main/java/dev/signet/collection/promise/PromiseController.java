package dev.signet.collection.promise;

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
class PromiseController {
    private final PromiseCheck check;

    PromiseController(PromiseCheck check) {
        this.check = check;
    }

    @GetMapping(path = "/api/v1/promises", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What must be 0, counted from the data as batches are finished",
            description = "Sampled at most once a second, and only while somebody asks.")
    @ApiResponse(responseCode = "200", description = "The last sample")
    ResponseEntity<Promises> promises() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(check.latest());
    }
}
