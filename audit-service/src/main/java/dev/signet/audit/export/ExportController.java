package dev.signet.audit.export;

import dev.signet.audit.search.EventFilter;
import dev.signet.audit.search.Events;
import dev.signet.audit.search.SearchParameters;
import dev.signet.audit.search.SearchRequest;
import dev.signet.audit.search.SeqRange;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Events as lines. */
@RestController
@Tag(name = "exports")
class ExportController {
    private static final int STEP = 1_000;

    private final Events events;
    private final SearchRequest requests;

    ExportController(Events events, SearchRequest requests) {
        this.events = events;
        this.requests = requests;
    }

    @GetMapping(path = "/api/v1/exports/events.ndjson", produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Operation(
            summary = "Events, the oldest first, one per line",
            description =
                    "Takes the parameters of a search but for id, limit and cursor. Without any it is the whole log, which 'signet audit verify'"
                            + " proves to be that of a checkpoint that was fetched before. The last line is {\"end\":true,\"count\":n}: without it the export is not complete.")
    @SearchParameters
    @Parameter(name = "from")
    @Parameter(name = "to")
    @ApiResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    void export(@Parameter(hidden = true) HttpServletRequest request, HttpServletResponse response) throws IOException {
        var range = requests.range(request);
        // after it: of all that is in the range the types are known then
        var filter = requests.filter(request, "from", "to");
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        try {
            write(filter, range, response);
        } catch (RuntimeException e) {
            throw new ExportBroken(e);
        }
    }

    // No transaction and no connection is held while a step is written: the reader may be slow.
    private void write(EventFilter filter, SeqRange range, HttpServletResponse response) throws IOException {
        var out = new BufferedOutputStream(response.getOutputStream(), 1 << 16);
        var count = 0L;
        for (var first = range.first(); first < range.end(); first += STEP) {
            var step = new SeqRange(first, Math.min(first + STEP, range.end()));
            for (var entry : events.up(filter, step, STEP)) {
                out.write(entry.line());
                out.write('\n');
                count++;
            }
        }
        out.write("{\"end\":true,\"count\":%d}\n".formatted(count).getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
