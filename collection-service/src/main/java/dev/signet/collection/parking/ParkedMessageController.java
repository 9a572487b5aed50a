package dev.signet.collection.parking;

import dev.signet.contract.ParkedMessage;
import dev.signet.platform.Page;
import dev.signet.platform.ParkedMessages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "parked messages")
class ParkedMessageController {
    private final ParkedMessages messages;
    private final ParkedMessageList list;

    ParkedMessageController(ParkedMessages messages, ParkedMessageList list) {
        this.messages = messages;
        this.list = list;
    }

    @GetMapping(path = "/api/v1/parked-messages", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "List messages that could not be processed, oldest first, with the reason")
    @ApiResponse(responseCode = "200", description = "One page")
    @ApiResponse(responseCode = "400", description = "bad-request: limit or cursor", content = @Content)
    Page<ParkedMessageView> list(
            @RequestParam(defaultValue = "100") int limit, @RequestParam(required = false) @Nullable String cursor) {
        var rows = list.findByIdGreaterThanOrderById(Page.after(cursor, 0), Limit.of(Page.limit(limit) + 1));
        return Page.of(rows.stream().map(ParkedMessageRow::view).toList(), limit, ParkedMessageView::id);
    }

    @PostMapping("/internal/parked-messages")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(@RequestBody ParkedMessage message) {
        messages.add(message);
    }
}
