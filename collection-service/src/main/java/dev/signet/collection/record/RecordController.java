package dev.signet.collection.record;

import dev.signet.collection.keyring.KnownKeyrings;
import dev.signet.contract.RecordId;
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
@RequestMapping(path = "/api/v1/records", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "records")
class RecordController {
    private final RecordLists lists;
    private final RecordDetails details;
    private final KnownKeyrings keyrings;

    RecordController(RecordLists lists, RecordDetails details, KnownKeyrings keyrings) {
        this.lists = lists;
        this.details = details;
        this.keyrings = keyrings;
    }

    @GetMapping
    @Operation(summary = "List a keyring's records by id, without their payloads")
    @ApiResponse(responseCode = "200", description = "One page")
    @ApiResponse(responseCode = "400", description = "bad-request: limit, cursor or status", content = @Content)
    @ApiResponse(responseCode = "404", description = "not-found: there is no such keyring", content = @Content)
    Page<RecordSummary> list(
            @Parameter(description = "`default` if none is named") @RequestParam Optional<String> keyring,
            @RequestParam Optional<RecordStatus> status,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return lists.page(keyrings.named(keyring), status.orElse(null), Page.after(cursor, 0), Page.limit(limit));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One record with its payload")
    @ApiResponse(responseCode = "200", description = "The record")
    @ApiResponse(responseCode = "404", description = "not-found", content = @Content)
    RecordDetail record(@PathVariable RecordId id) {
        return details.find(id).orElseThrow(() -> new NotFound("There is no record " + id + "."));
    }
}
