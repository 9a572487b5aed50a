package dev.signet.collection.browse;

import dev.signet.collection.keyring.KnownKeyrings;
import dev.signet.contract.RunId;
import dev.signet.platform.NotFound;
import dev.signet.platform.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/runs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "runs")
class RunController {
    private final RunLists runs;
    private final KnownKeyrings keyrings;

    RunController(RunLists runs, KnownKeyrings keyrings) {
        this.runs = runs;
        this.keyrings = keyrings;
    }

    @GetMapping
    @Operation(summary = "List runs, oldest first")
    @ApiResponse(responseCode = "200", description = "One page")
    @ApiResponse(responseCode = "400", description = "bad-request: limit or cursor", content = @Content)
    @ApiResponse(responseCode = "404", description = "not-found: there is no such keyring", content = @Content)
    Page<RunView> list(
            @Parameter(description = "those of all keyrings if none is named") @RequestParam Optional<String> keyring,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return runs.page(keyring.map(Optional::of).map(keyrings::named), Page.after(cursor, 0), Page.limit(limit));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One run")
    @ApiResponse(responseCode = "200", description = "The run")
    @ApiResponse(responseCode = "404", description = "not-found", content = @Content)
    RunView run(@PathVariable RunId id) {
        return runs.find(id).orElseThrow(() -> new NotFound("There is no run " + id + "."));
    }
}
