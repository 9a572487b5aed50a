package dev.signet.audit.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.audit.event.Entry;
import dev.signet.audit.log.LogHead;
import dev.signet.audit.search.EventFilter;
import dev.signet.audit.search.Events;
import dev.signet.audit.search.SearchParameters;
import dev.signet.audit.search.SearchRequest;
import dev.signet.audit.search.SeqRange;
import dev.signet.platform.BadRequest;
import dev.signet.platform.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Events as they are committed, as server-sent events. Each listener has a virtual thread that mostly waits. */
@RestController
@Tag(name = "events")
class TailController {
    private static final int MOST_LISTENERS = 100;
    private static final int STEP = 500;
    private static final Duration LOOK = Duration.ofSeconds(1); // another process may have appended
    private static final int LOOKS_PER_SIGN_OF_LIFE = 10;

    private final Semaphore places = new Semaphore(MOST_LISTENERS);
    private final Events events;
    private final SearchRequest requests;
    private final LogHead head;
    private volatile boolean stopping;

    TailController(Events events, SearchRequest requests, LogHead head) {
        this.events = events;
        this.requests = requests;
        this.head = head;
    }

    @GetMapping(path = "/api/v1/events/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Events as they come",
            description =
                    "Takes the parameters of a search but for id, limit, cursor and times. The id of each is its logindex: a client that"
                            + " lost the connection sends it as Last-Event-ID and misses nothing.")
    @SearchParameters
    @ApiResponse(
            responseCode = "200",
            description = "The stream",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "503", description = "too-many-listeners", content = @Content)
    void tail(@Parameter(hidden = true) HttpServletRequest request, HttpServletResponse response) throws IOException {
        requests.filter(request); // while it can still be said what is wrong with it
        var next = next(request);
        if (HttpMethod.HEAD.matches(request.getMethod())) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            return; // who gets no body is never found to have gone
        }
        if (!places.tryAcquire()) {
            Problems.write(
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "too-many-listeners",
                    "%d listen already; try again later.".formatted(MOST_LISTENERS));
            return;
        }
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setHeader("Cache-Control", "no-store");
            response.flushBuffer();
            follow(() -> requests.filter(request), next, response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    private long next(HttpServletRequest request) {
        var last = request.getHeader("Last-Event-ID");
        if (last == null) {
            return head.size();
        }
        if (!last.matches("\\d{1,18}")) {
            throw new BadRequest("Last-Event-ID is the logindex of an event.");
        }
        return Long.parseLong(last) + 1;
    }

    // The filter is asked for anew whenever there is something to send: there may be new types that begin as wanted.
    private void follow(Supplier<EventFilter> filter, long from, HttpServletResponse response)
            throws IOException, InterruptedException {
        var next = from;
        for (var looks = 0; !stopping; looks++) {
            var size = head.awaitBeyond(next, LOOK);
            if (size <= next) {
                size = head.size();
            }
            for (; next < size && !stopping; next = Math.min(next + STEP, size)) {
                send(filter.get(), new SeqRange(next, Math.min(next + STEP, size)), response);
            }
            if (looks % LOOKS_PER_SIGN_OF_LIFE == 0) {
                response.getOutputStream().write(":\n\n".getBytes(UTF_8)); // fails once nobody listens any more
                response.flushBuffer();
            }
        }
    }

    private void send(EventFilter filter, SeqRange range, HttpServletResponse response) throws IOException {
        var out = response.getOutputStream();
        for (Entry entry : events.up(filter, range, STEP)) {
            out.write("id: %d\ndata: ".formatted(entry.seq()).getBytes(UTF_8));
            out.write(entry.line());
            out.write("\n\n".getBytes(UTF_8));
        }
        response.flushBuffer();
    }

    /** Before the server waits for those who are still being answered. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
        head.wakeAll();
    }
}
