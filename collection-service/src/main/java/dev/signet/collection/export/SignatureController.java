package dev.signet.collection.export;

import dev.signet.contract.RecordId;
import dev.signet.platform.NotFound;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/records/{id}")
@Tag(name = "records")
class SignatureController {
    private static final String JOSE_VALUE = "application/jose";
    private static final MediaType JOSE = MediaType.parseMediaType(JOSE_VALUE);
    private static final List<MediaType> FORMS =
            List.of(MediaType.APPLICATION_JSON, JOSE, MediaType.APPLICATION_OCTET_STREAM);

    private final SignedRecords records;

    SignatureController(SignedRecords records) {
        this.records = records;
    }

    @GetMapping(
            path = "/signature",
            produces = {MediaType.APPLICATION_JSON_VALUE, JOSE_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE})
    @Operation(summary = "A record's signature: flattened JWS, compact JWS, or the raw signature, as Accept says")
    @ApiResponse(
            responseCode = "200",
            description = "The signature",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = SignatureView.class)),
                @Content(mediaType = JOSE_VALUE, schema = @Schema(type = "string")),
                @Content(
                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                        schema = @Schema(type = "string", format = "binary"))
            })
    @ApiResponse(responseCode = "404", description = "not-found or not-signed", content = @Content)
    ResponseEntity<?> signature(
            @PathVariable RecordId id,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*")
                    List<MediaType> accept) {
        var signed = find(id);
        var form = formOf(accept);
        var answer = ResponseEntity.ok().contentType(form).varyBy(HttpHeaders.ACCEPT);
        if (form.equals(JOSE)) {
            return answer.body(signed.compact());
        }
        return form.equals(MediaType.APPLICATION_JSON)
                ? answer.body(SignatureView.of(signed))
                : answer.body(signed.signature().unsafeArray());
    }

    @GetMapping(path = "/signing-input", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Operation(summary = "The bytes that a record's signature was made over, for `openssl pkeyutl -verify`")
    @ApiResponse(
            responseCode = "200",
            description = "The JWS signing input",
            content = @Content(schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "404", description = "not-found or not-signed", content = @Content)
    byte[] signingInput(@PathVariable RecordId id) {
        return find(id).signingInput();
    }

    private SignedRecord find(RecordId id) {
        return records.find(id)
                .orElseThrow(
                        () -> records.exists(id) ? new NotSigned(id) : new NotFound("There is no record " + id + "."));
    }

    // Spring has refused already what accepts none of the three.
    private static MediaType formOf(List<MediaType> accept) {
        var wanted = new ArrayList<>(accept);
        MimeTypeUtils.sortBySpecificity(wanted);
        return wanted.stream()
                .flatMap(type -> FORMS.stream().filter(type::includes))
                .findFirst()
                .orElse(MediaType.APPLICATION_JSON);
    }
}
