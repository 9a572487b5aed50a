package dev.signet.console.live;

import dev.signet.platform.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The one stream of server-sent events: first a snapshot of all topics, then what changes. The request's own virtual thread writes it, so a slow client holds up
 * nobody else.
 */
@RestController
class StreamController {
    private static final Logger log = LoggerFactory.getLogger(StreamController.class);
    private static final byte[] RETRY = "retry: 2000\n".getBytes(StandardCharsets.US_ASCII);

    private final Listeners listeners;
    private final Sampler sampler;
    private final Board board;

    StreamController(Listeners listeners, Sampler sampler, Board board) {
        this.listeners = listeners;
        this.sampler = sampler;
        this.board = board;
    }

    @GetMapping("/api/v1/stream")
    void stream(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (HttpMethod.HEAD.matches(request.getMethod())) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            return; // who gets no body is never found to have gone
        }
        var listener = listeners.add();
        if (listener.isEmpty()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "10");
            Problems.write(
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "too-many-listeners",
                    "As many are listening as may; ask GET /api/v1/progress now and then instead.");
            return;
        }
        try {
            serve(listener.get(), response);
        } catch (IOException e) {
            log.debug("A listener has gone: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listeners.remove(listener.get());
        }
    }

    private void serve(Listener listener, HttpServletResponse response) throws IOException, InterruptedException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        sampler.now();
        var out = response.getOutputStream();
        out.write(RETRY);
        out.write(listeners.event("snapshot", board.snapshot()).bytes());
        out.flush();
        sampler.wake();
        for (Optional<byte[]> next = listener.take(); next.isPresent(); next = listener.take()) {
            out.write(next.get());
            out.flush();
        }
    }
}
