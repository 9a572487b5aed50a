package dev.signet.collection.imports;

import dev.signet.collection.keyring.KnownKeyrings;
import dev.signet.platform.BadRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "records")
class ImportController {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final RecordImports imports;
    private final KnownKeyrings keyrings;

    ImportController(RecordImports imports, KnownKeyrings keyrings) {
        this.imports = imports;
        this.keyrings = keyrings;
    }

    @PostMapping(
            path = "/api/v1/records",
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Take records in",
            description =
                    "A stream of any length. Each line is one JSON value; its bytes, without the line's end, are what will be"
                            + " signed. Stored chunk by chunk: when it breaks off, send the same again under the same Idempotency-Key.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    @ApiResponse(responseCode = "200", description = "All lines are stored")
    @ApiResponse(
            responseCode = "400",
            description = "invalid-record: `line` cannot be a record; `stored` lines of this request are stored",
            content = @Content)
    @ApiResponse(responseCode = "404", description = "not-found: there is no such keyring", content = @Content)
    @ApiResponse(
            responseCode = "409",
            description = "import-under-way: another import under this key is going on",
            content = @Content)
    @ApiResponse(
            responseCode = "422",
            description = "idempotency-key-reused: other lines, or for another keyring, were stored under this key",
            content = @Content)
    ImportResult take(
            @Parameter(
                            description =
                                    "1 to 200 visible ASCII characters; the same again continues and stores nothing twice")
                    @RequestHeader("Idempotency-Key")
                    Optional<String> idempotencyKey,
            @Parameter(description = "whose keys are to sign the records; `default` if none is named") @RequestParam
                    Optional<String> keyring,
            @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        if (idempotencyKey.isPresent() && !KEY.matcher(idempotencyKey.get()).matches()) {
            throw new BadRequest("Idempotency-Key must be 1 to 200 visible ASCII characters.");
        }
        return imports.take(keyrings.named(keyring), idempotencyKey, request.getInputStream());
    }
}
