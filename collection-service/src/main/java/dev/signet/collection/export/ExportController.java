package dev.signet.collection.export;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "exports")
class ExportController {
    private final SignedRecords records;
    private final ExportEvents events;

    ExportController(SignedRecords records, ExportEvents events) {
        this.records = records;
        this.events = events;
    }

    @GetMapping(path = "/api/v1/exports/signatures.ndjson", produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Operation(
            summary = "All signatures, or those of a range of records, by record id",
            description =
                    "One flattened JWS per line, each record with its batch, key, token, lease and time. The last line is"
                            + " {\"end\":true,\"count\":n}: without it the export is not complete.")
    @ApiResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    void export(
            @Parameter(description = "the first record") @RequestParam Optional<Long> from,
            @Parameter(description = "the last record") @RequestParam Optional<Long> to,
            HttpServletResponse response)
            throws IOException {
        var last = to.orElse(Long.MAX_VALUE);
        var page = records.after(Math.max(from.orElse(1L), 1) - 1, last);
        events.made("signatures.ndjson");
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        try {
            write(page, last, response);
        } catch (RuntimeException e) {
            throw new ExportBroken(e);
        }
    }

    // No transaction and no connection is held while a page is written: the reader may be slow.
    private void write(List<SignedRecord> first, long last, HttpServletResponse response) throws IOException {
        var out = new BufferedOutputStream(response.getOutputStream(), 1 << 16);
        var lines = new SignatureLines(out);
        for (var page = first;
                !page.isEmpty();
                page = records.after(page.getLast().id().value(), last)) {
            for (var signed : page) {
                lines.write(signed);
            }
        }
        lines.end();
    }
}
