package dev.signet.audit.intake;

import dev.signet.audit.event.EventReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the API's document says of submitting. On both methods, since it takes them for one: they have the same path. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Operation(
        operationId = "submit",
        summary = "Submit one event, or up to 10,000 at once",
        description =
                "CloudEvents 1.0 in JSON; the attributes actor, outcome and traceparent are known here. Answered once they are"
                        + " committed. The same source and id again is answered as the first time. Content-Encoding: gzip is read. Of a batch, each is"
                        + " committed or refused by itself: 200 if all are committed, else 207, and the results say which are not. After any other"
                        + " answer, or none, send the same again: nothing gets in twice.",
        requestBody =
                @RequestBody(
                        required = true,
                        content = {
                            @Content(mediaType = EventReader.ONE, schema = @Schema(type = "object")),
                            @Content(
                                    mediaType = EventReader.BATCH,
                                    array = @ArraySchema(schema = @Schema(type = "object")))
                        }))
@ApiResponse(responseCode = "200", description = "All are in the log")
@ApiResponse(responseCode = "207", description = "Some of a batch were refused; the others are in the log")
@ApiResponse(
        responseCode = "400",
        description = "invalid-event: it is no event, or no batch; nothing was taken",
        content = @Content)
@ApiResponse(
        responseCode = "409",
        description = "event-differs: another event with this source and id is in the log, at logindex",
        content = @Content)
@ApiResponse(
        responseCode = "422",
        description = "schema-violated: its data is not what is registered for its type",
        content = @Content)
@interface SubmitsEvents {}
