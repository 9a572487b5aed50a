package dev.signet.collection.parking;

import dev.signet.contract.ParkedMessage;
import dev.signet.platform.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "parked messages")
class ParkedMessageController {
    private final ParkedMessageRows messages;
    private final Replay replay;

    ParkedMessageController(ParkedMessageRows messages, Replay replay) {
        this.messages = messages;
        this.replay = replay;
    }

    @GetMapping(path = "/api/v1/parked-messages", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "List messages that could not be processed, oldest first, with the reason")
    @ApiResponse(responseCode = "200", description = "One page")
    @ApiResponse(responseCode = "400", description = "bad-request: limit or cursor", content = @Content)
    Page<ParkedMessageView> list(
            @RequestParam(defaultValue = "100") int limit, @RequestParam(required = false) @Nullable String cursor) {
        return messages.page(Page.after(cursor, 0), Page.limit(limit));
    }

    @PostMapping("/api/v1/parked-messages/{id}/replay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Send a parked message to its queue again",
            description = "It is parked again if it still cannot be processed. Twice is harmless.")
    @ApiResponse(responseCode = "204", description = "The broker has it")
    @ApiResponse(responseCode = "404", description = "not-found", content = @Content)
    @ApiResponse(responseCode = "409", description = "not-replayable: its queue is not known", content = @Content)
    @ApiResponse(responseCode = "503", description = "unavailable: the broker did not take it", content = @Content)
    void replay(@PathVariable long id) {
        replay.replay(id);
    }

    @DeleteMapping("/api/v1/parked-messages/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Discard a parked message for good")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @ApiResponse(responseCode = "404", description = "not-found", content = @Content)
    void discard(@PathVariable long id) {
        replay.discard(id);
    }

    @PostMapping("/internal/parked-messages")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(@RequestBody ParkedMessage message) {
        messages.add(message);
    }
}
