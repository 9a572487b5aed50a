package dev.signet.audit.search;

import dev.signet.audit.event.Entry;
import dev.signet.audit.event.EventReader;
import dev.signet.audit.event.Submission;
import dev.signet.audit.search.Strides.Found;
import dev.signet.platform.BadRequest;
import dev.signet.platform.NotFound;
import dev.signet.platform.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Looks events up. */
@RestController
@Tag(name = "events")
class SearchController {
    private final Events events;
    private final SearchRequest requests;

    SearchController(Events events, SearchRequest requests) {
        this.events = events;
        this.requests = requests;
    }

    @GetMapping(path = "/api/v1/events", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Events, the newest first",
            description =
                    "Also by any value inside data, as in data.customerId=42 or data.customer.id=42. A search by several things that"
                            + " hardly ever meet stops after a while: its page then has fewer events than fit, or none, and a next.")
    @SearchParameters
    @Parameter(name = "id", description = "only together with source")
    @Parameter(name = "from", description = "received then or later (RFC 3339)")
    @Parameter(name = "to", description = "received before")
    Page<EventView> events(
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(hidden = true) HttpServletRequest request) {
        var rows = Page.limit(limit) + 1;
        var range = requests.range(request);
        // after it: of all that is in the range the types are known then
        var filter = requests.filter(request, "id", "from", "to", "limit", "cursor");
        var upTo = new SeqRange(range.first(), Math.min(range.end(), Page.after(cursor, Long.MAX_VALUE)));
        var id = SearchRequest.text(request, "id");
        var found = id == null ? events.newest(filter, upTo, rows) : Found.all(byId(filter, id, upTo));
        var views = found.entries().stream().map(EventView::of).toList();
        return found.lookedDownTo()
                .map(seq -> Page.brokenOff(views, seq))
                .orElseGet(() -> Page.of(views, limit, EventView::seq));
    }

    /** At most one, which is to be as it is asked for in all else as well. */
    private List<Entry> byId(EventFilter filter, String id, SeqRange range) {
        if (filter.source() == null) {
            throw new BadRequest("An id is one of its source's: give the source as well.");
        }
        return events.seqOf(Submission.key(filter.source(), id))
                .map(seq -> events.up(filter, range.only(seq), 1))
                .orElse(List.of());
    }

    @GetMapping("/api/v1/events/{logindex}")
    @Operation(summary = "One event, as it stands in the log: the SHA-256 of a 0 byte and this answer is its leaf")
    @ApiResponse(
            responseCode = "200",
            description = "The event",
            content = @Content(mediaType = EventReader.ONE, schema = @Schema(type = "object")))
    ResponseEntity<byte[]> event(@PathVariable long logindex) {
        return events.bySeq(logindex)
                .map(Entry::line)
                .map(line -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(EventReader.ONE))
                        .body(line))
                .orElseThrow(() -> new NotFound("There is no event %d.".formatted(logindex)));
    }
}
