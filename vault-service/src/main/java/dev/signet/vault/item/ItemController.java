package dev.signet.vault.item;

import dev.signet.vault.key.ItemId;
import dev.signet.vault.key.ItemKey;
import dev.signet.vault.node.Activity;
import dev.signet.vault.node.Activity.Work;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vault/{id}")
@Tag(name = "vault")
class ItemController {
    private static final String KEY = "Signet-Vault-Key";
    private static final String VERSION = "Signet-Vault-Version";
    private static final String TENANT = "Signet-Tenant";
    private static final String ID = "1 to 512 bytes, percent-encoded, or in base64url after a tilde; kept nowhere";

    private final Storing storing;
    private final Access access;
    private final Activity activity;

    ItemController(Storing storing, Access access, Activity activity) {
        this.storing = storing;
        this.access = access;
        this.activity = activity;
    }

    @PutMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Store a payload, and get the key that alone opens it",
            description =
                    "Of any content type; JSON is given back as JSON. Under an id that is there, a new version with a key"
                            + " of its own. With a key of the caller's, the same again is answered as the first time.",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    @ApiResponse(responseCode = "201", description = "Stored. The key is told this once")
    @ApiResponse(responseCode = "409", description = "too-many-versions", content = @Content)
    @ApiResponse(responseCode = "410", description = "item-removed", content = @Content)
    @ApiResponse(responseCode = "413", description = "content-too-large", content = @Content)
    @ApiResponse(responseCode = "422", description = "key-reused: for another payload", content = @Content)
    @Parameter(name = "id", in = ParameterIn.PATH, required = true, description = ID)
    ResponseEntity<Receipt> store(
            @RequestHeader(TENANT) Optional<String> tenant,
            @Parameter(description = "32 random bytes in base64url; without it the vault makes one") @RequestHeader(KEY)
                    Optional<String> key,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) Optional<String> contentType,
            @Parameter(description = "found by key and id only, not even by the vault's own index key")
                    @RequestParam(defaultValue = "false")
                    boolean paranoid,
            @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        var itemKey = key.map(ItemKey::parse).orElseGet(ItemKey::fresh);
        try (var _ = activity.begin(Work.STORING)) {
            var version = storing.store(
                    id(tenant, request),
                    itemKey,
                    paranoid,
                    Kind.of(contentType.orElse("")),
                    request.getContentLengthLong(),
                    request.getInputStream());
            return ResponseEntity.status(HttpStatus.CREATED)
                    .cacheControl(CacheControl.noStore())
                    .body(new Receipt(itemKey.reveal(), version));
        }
    }

    @PostMapping(path = "/open", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Give the key, get the payload of its version")
    @ApiResponse(
            responseCode = "200",
            description = "The payload. One that breaks off is not complete",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(
            responseCode = "404",
            description = "not-opened: there is no such item, or the key is not its key",
            content = @Content)
    @ApiResponse(responseCode = "410", description = "item-removed", content = @Content)
    @ApiResponse(responseCode = "429", description = "too-many-attempts: refused ones", content = @Content)
    @Parameter(name = "id", in = ParameterIn.PATH, required = true, description = ID)
    void open(
            @RequestHeader(TENANT) Optional<String> tenant,
            @org.springframework.web.bind.annotation.RequestBody OpenRequest body,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        try (var _ = activity.begin(Work.OPENING)) {
            give(access.open(id(tenant, request), ItemKey.parse(body.key())), response);
        }
    }

    private static void give(OpenItem item, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        response.setHeader(VERSION, Integer.toString(item.version()));
        response.setContentType(item.kind().toString());
        response.setContentLengthLong(item.bytes());
        item.payload().transferTo(response.getOutputStream());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Remove the version that the key is of",
            description =
                    "Its share of what the payload was encrypted under is erased: from then on no key opens it. Its"
                            + " ciphertext stays among the records, and a record says that it was removed.")
    @ApiResponse(responseCode = "204", description = "It is removed")
    @ApiResponse(
            responseCode = "404",
            description = "not-opened: there is no such item, or the key is not its key",
            content = @Content)
    @ApiResponse(responseCode = "429", description = "too-many-attempts: refused ones", content = @Content)
    @Parameter(name = "id", in = ParameterIn.PATH, required = true, description = ID)
    void remove(
            @RequestHeader(TENANT) Optional<String> tenant,
            @RequestHeader(KEY) String key,
            @Parameter(hidden = true) HttpServletRequest request) {
        try (var _ = activity.begin(Work.REMOVING)) {
            access.remove(id(tenant, request), ItemKey.parse(key));
        }
    }

    private static ItemId id(Optional<String> tenant, HttpServletRequest request) {
        return ItemId.inPath(tenant.orElse(""), HiddenIds.idOf(request));
    }

    /** The key is not printed. */
    record OpenRequest(
            @Schema(description = "32 bytes in base64url") String key) {
        OpenRequest {
            key = Objects.requireNonNullElse(key, "");
        }

        @Override
        public String toString() {
            return "a request to open";
        }
    }

    /** The key is not printed. */
    record Receipt(
            @Schema(description = "32 bytes in base64url; told once")
            String key,

            int version) {
        @Override
        public String toString() {
            return "version " + version;
        }
    }
}
