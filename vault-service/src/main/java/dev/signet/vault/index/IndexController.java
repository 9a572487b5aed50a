package dev.signet.vault.index;

import dev.signet.platform.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vault-index-keys")
@Tag(name = "vault")
class IndexController {
    private final IndexVersions versions;

    IndexController(IndexVersions versions) {
        this.versions = versions;
    }

    /** All of them. */
    record IndexVersionList(List<IndexVersion> items) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The keys by which ids become locators, newest first; never the keys themselves")
    @ApiResponse(responseCode = "200", description = "All of them")
    IndexVersionList list() {
        return new IndexVersionList(versions.all());
    }

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Place items by a new key from now on",
            description =
                    "What is there opens as before, and is placed by the new key once something under its id is opened or stored.")
    @ApiResponse(responseCode = "201", description = "The new one")
    @ApiResponse(responseCode = "409", description = "key-in-use: there are too many", content = @Content)
    IndexVersion rotate() {
        return versions.rotate();
    }

    @DeleteMapping("/{version}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Drop an older key for good",
            description =
                    "Nobody can try any more which ids the locators of its time stand for. What stands there still opens as before.")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @ApiResponse(responseCode = "404", description = "not-found", content = @Content)
    @ApiResponse(
            responseCode = "409",
            description = "key-in-use: it is the current one, or items stand where it has placed them",
            content = @Content)
    void drop(
            @PathVariable int version,
            @Parameter(description = "although items stand there: new versions under their ids begin at 1 again")
                    @RequestParam(defaultValue = "false")
                    boolean anyway) {
        versions.drop(version, anyway);
    }

    @ExceptionHandler
    ProblemDetail on(IndexKeyInUse e) {
        return Problems.problem(HttpStatus.CONFLICT, "key-in-use", Objects.requireNonNull(e.getMessage()));
    }
}
