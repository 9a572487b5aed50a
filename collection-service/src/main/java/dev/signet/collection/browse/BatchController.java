package dev.signet.collection.browse;

import dev.signet.collection.keyring.KnownKeyrings;
import dev.signet.contract.BatchId;
import dev.signet.contract.BatchState;
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
@RequestMapping(path = "/api/v1/batches", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "batches")
class BatchController {
    private final BatchLists batches;
    private final NewestBatches newest;
    private final KeyringBatches ofKeyring;
    private final KnownKeyrings keyrings;

    BatchController(BatchLists batches, NewestBatches newest, KeyringBatches ofKeyring, KnownKeyrings keyrings) {
        this.batches = batches;
        this.newest = newest;
        this.ofKeyring = ofKeyring;
        this.keyrings = keyrings;
    }

    @GetMapping
    @Operation(summary = "List batches by id")
    @ApiResponse(responseCode = "200", description = "One page")
    @ApiResponse(responseCode = "400", description = "bad-request: limit, cursor, state or order", content = @Content)
    @ApiResponse(responseCode = "404", description = "not-found: there is no such keyring", content = @Content)
    Page<BatchView> list(
            @Parameter(description = "those of all keyrings if none is named") @RequestParam Optional<String> keyring,
            @RequestParam Optional<BatchState> state,
            @RequestParam(defaultValue = "OLDEST") Order order,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var wanted = state.orElse(null);
        var from = Page.after(cursor, order == Order.OLDEST ? 0 : Long.MAX_VALUE);
        var most = Page.limit(limit);
        if (keyring.isPresent()) {
            return ofKeyring.page(keyrings.named(keyring), wanted, order, from, most);
        }
        return switch (order) {
            case OLDEST -> batches.page(wanted, from, most);
            case NEWEST -> newest.page(wanted, from, most);
        };
    }

    @GetMapping("/{id}")
    @Operation(summary = "One batch")
    @ApiResponse(responseCode = "200", description = "The batch")
    @ApiResponse(responseCode = "404", description = "not-found", content = @Content)
    BatchView batch(@PathVariable BatchId id) {
        return batches.find(id).orElseThrow(() -> new NotFound("There is no batch " + id + "."));
    }
}
