package dev.signet.collection.intake.row;

import dev.signet.collection.intake.type.IntakeTypes;
import dev.signet.collection.keyring.KnownKeyrings;
import dev.signet.platform.NotFound;
import dev.signet.platform.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/intake", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "intake")
class IntakeController {
    private final IntakeTypes types;
    private final IntakeCounts counts;
    private final IntakeLists lists;
    private final KnownKeyrings keyrings;

    IntakeController(IntakeTypes types, IntakeCounts counts, IntakeLists lists, KnownKeyrings keyrings) {
        this.types = types;
        this.counts = counts;
        this.lists = lists;
        this.keyrings = keyrings;
    }

    /** All of them. */
    record IntakeSummaries(List<IntakeSummary> items) {}

    @GetMapping
    @Operation(
            summary = "The types of messages that there are, and what became of them",
            description = "received = stored + duplicates + parked")
    @ApiResponse(responseCode = "200", description = "All of them")
    IntakeSummaries types() {
        var all = new TreeMap<>(counts.all());
        for (var type : types.all()) {
            var summary = all.getOrDefault(type.name(), IntakeSummary.nothingYet(type.name()));
            all.put(type.name(), summary.foundBy(type.search()));
        }
        return new IntakeSummaries(List.copyOf(all.values()));
    }

    @GetMapping("/{type}")
    @Operation(
            summary = "List what came into a keyring, newest first, as it is stored: masked",
            description =
                    "user and device are compared with what is stored; where that is masked, give the masked value.")
    @ApiResponse(responseCode = "200", description = "One page")
    @ApiResponse(responseCode = "400", description = "bad-request: limit, cursor, from or to", content = @Content)
    @ApiResponse(responseCode = "404", description = "not-found: there is no such type or keyring", content = @Content)
    Page<IntakeItem> list(
            @PathVariable String type,
            @Parameter(description = "`default` if none is named") @RequestParam Optional<String> keyring,
            @RequestParam Optional<String> user,
            @RequestParam Optional<String> device,
            @RequestParam Optional<Instant> from,
            @RequestParam Optional<Instant> to,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (types.find(type).isEmpty() && !counts.all().containsKey(type)) {
            throw new NotFound("There is no intake type of that name; GET /api/v1/intake lists them.");
        }
        return lists.page(
                keyrings.named(keyring),
                new IntakeFilter(type, user, device, from, to),
                Page.after(cursor, Long.MAX_VALUE),
                Page.limit(limit));
    }
}
