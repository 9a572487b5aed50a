package dev.signet.audit.schema;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.signet.audit.schema.SchemaRows.SchemaRow;
import dev.signet.platform.NotFound;
import dev.signet.platform.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Types of events, and what their data must look like. */
@RestController
@Tag(name = "event types")
class SchemaController {
    private static final Pattern TYPE = Pattern.compile("[!-~&&[^*]]{1,255}");

    private final Schemas schemas;
    private final SchemaRows rows;
    private final EventKinds kinds;

    SchemaController(Schemas schemas, SchemaRows rows, EventKinds kinds) {
        this.schemas = schemas;
        this.rows = rows;
        this.kinds = kinds;
    }

    /** What there is of each type. */
    record Types(List<String> types) {}

    /** @param version counts how often the schema of this type was changed */
    record RegisteredSchema(
            String type,
            int version,
            Instant registeredAt,
            @JsonRawValue String schema) {
        static RegisteredSchema of(SchemaRow row) {
            return new RegisteredSchema(row.type(), row.version(), row.registeredAt(), row.schema());
        }
    }

    @GetMapping("/api/v1/event-types")
    @Operation(summary = "The types of events that were ever submitted")
    Types types() {
        return new Types(kinds.all());
    }

    @GetMapping("/api/v1/event-types/{type}/schema")
    @Operation(summary = "What the data of this type must look like")
    RegisteredSchema schema(@PathVariable String type) {
        return rows.newest(type)
                .map(RegisteredSchema::of)
                .orElseThrow(() -> new NotFound("No schema is registered for this type; its data may be any JSON."));
    }

    @PutMapping(
            path = "/api/v1/event-types/{type}/schema",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/schema+json"})
    @Operation(
            summary = "Register a JSON Schema for the data of this type",
            description =
                    "Holds for the events that come after it, within seconds on every process. Earlier versions are kept.")
    @ApiResponse(responseCode = "200", description = "It holds now")
    @ApiResponse(
            responseCode = "422",
            description = "not-a-schema: what was sent cannot be used as one",
            content = @Content)
    RegisteredSchema register(@PathVariable String type, @RequestBody JsonNode schema) {
        if (!TYPE.matcher(type).matches()) {
            throw new NotASchema("A type is 1 to 255 visible ASCII characters without '*'.");
        }
        return RegisteredSchema.of(schemas.register(type, schema.toString()));
    }

    @ExceptionHandler
    ProblemDetail on(NotASchema e) {
        return Problems.problem(
                HttpStatus.UNPROCESSABLE_CONTENT, "not-a-schema", Objects.requireNonNull(e.getMessage()));
    }
}
