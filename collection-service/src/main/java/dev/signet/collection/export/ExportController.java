package dev.signet.collection.export;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
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
            summary = "All signatures, by record id",
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
    void export(HttpServletResponse response) throws IOException {
        var page = records.after(0);
        events.made("signatures.ndjson");
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        try {
            write(page, response);
        } catch (RuntimeException e) {
            throw new ExportBroken(e);
        }
    }

    // No transaction and no connection is held while a page is written: the reader may be slow.
    private void write(List<SignedRecord> first, HttpServletResponse response) throws IOException {
        var out = new BufferedOutputStream(response.getOutputStream(), 1 << 16);
        var lines = new SignatureLines(out);
        for (var page = first;
                !page.isEmpty();
                page = records.after(page.getLast().id().value())) {
            for (var signed : page) {
                lines.write(signed);
            }
        }
        lines.end();
    }
}
