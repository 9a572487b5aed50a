package dev.signet.collection.intake.mask;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/intake-keys")
@Tag(name = "intake")
class MaskController {
    private final Masks masks;
    private final MaskVersions versions;

    MaskController(Masks masks, MaskVersions versions) {
        this.masks = masks;
        this.versions = versions;
    }

    /** All of them. */
    record MaskVersionList(List<MaskVersion> items) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The versions of what personal data is masked with, newest first; never the keys themselves")
    @ApiResponse(responseCode = "200", description = "All of them")
    MaskVersionList list() {
        return new MaskVersionList(versions.all());
    }

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Mask with a new version from now on",
            description =
                    "Values masked with different versions cannot be compared. Older versions stay until they are dropped.")
    @ApiResponse(responseCode = "201", description = "The new version")
    @ApiResponse(responseCode = "409", description = "key-in-use: too many versions are alive", content = @Content)
    MaskVersion rotate() {
        return masks.rotate();
    }

    @DeleteMapping("/{version}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Drop an older version for good",
            description =
                    "Nobody can try guesses at what was masked with it any more, and nothing new is found equal to it."
                            + " A message of its time that comes again is taken for a new one.")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @ApiResponse(responseCode = "404", description = "not-found", content = @Content)
    @ApiResponse(
            responseCode = "409",
            description = "key-in-use: it is the current one, or parked messages are sealed under it",
            content = @Content)
    void drop(@PathVariable int version) {
        masks.drop(version);
    }
}
