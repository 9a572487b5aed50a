package dev.signet.console.upstream;

import dev.signet.platform.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;

/**
 * Hands a request on to the service that owns its path, and the answer back, both as they come: an import or an export may be of any length. The
 * thread is a virtual one, so waiting for a slow end costs nothing.
 */
@Component
class Forwarder implements HttpRequestHandler {
    private static final Logger log = LoggerFactory.getLogger(Forwarder.class);
    private static final Duration HEAD_OF_A_READ = Duration.ofSeconds(60);
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");
    private static final int CHUNK = 1 << 14;

    private final Upstreams upstreams;

    Forwarder(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        var service = Upstream.of(path);
        try (var body = ask(service, request, path, response)) {
            copy(body, response);
        } catch (UpstreamAway e) {
            log.debug("A {} is not answered", request.getMethod(), e); // a path may hold what is written down nowhere
            response.setHeader(HttpHeaders.RETRY_AFTER, "2");
            Problems.write(
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "service-unreachable",
                    "%s Is it running? Try again.".formatted(e.getMessage()));
        }
    }

    private InputStream ask(Upstream service, HttpServletRequest request, String path, HttpServletResponse response) {
        try {
            var answer = upstreams.exchange(outgoing(service, request, path));
            head(answer, response);
            return answer.body();
        } catch (IOException e) {
            throw new UpstreamAway(service, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamAway(service, e);
        }
    }

    private HttpRequest outgoing(Upstream service, HttpServletRequest request, String path) throws IOException {
        var target = path.startsWith("/openapi/") ? "/openapi.json" : path;
        var query = request.getQueryString();
        var outgoing = HttpRequest.newBuilder(
                        upstreams.uri(service, query == null ? target : target + "?" + encoded(query)))
                .method(request.getMethod(), bodyOf(request));
        HandedOnHeaders.copy(request, outgoing);
        if (request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            upstreams.presentOurselves(outgoing);
        }
        if (WITHOUT_BODY.contains(request.getMethod())) {
            outgoing.timeout(
                    HEAD_OF_A_READ); // an upload is answered when it has come to its end, however long that takes
        }
        return outgoing.build();
    }

    // Tomcat lets a few characters pass that java.net.URI does not.
    private static String encoded(String query) {
        return query.replace("\"", "%22")
                .replace("<", "%3C")
                .replace(">", "%3E")
                .replace("[", "%5B")
                .replace("]", "%5D")
                .replace("\\", "%5C")
                .replace("^", "%5E")
                .replace("`", "%60")
                .replace("{", "%7B")
                .replace("|", "%7C")
                .replace("}", "%7D")
                .replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    }

    private static BodyPublisher bodyOf(HttpServletRequest request) throws IOException {
        var length = request.getContentLengthLong();
        if (length == 0 || (length < 0 && request.getHeader("Transfer-Encoding") == null)) {
            return BodyPublishers.noBody();
        }
        var in = request.getInputStream();
        var body = BodyPublishers.ofInputStream(() -> in);
        return length < 0 ? body : BodyPublishers.fromPublisher(body, length);
    }

    private static void head(HttpResponse<InputStream> answer, HttpServletResponse response) {
        response.setStatus(answer.statusCode());
        HandedOnHeaders.copy(answer.headers(), response::addHeader);
        answer.headers().firstValueAsLong("Content-Length").ifPresent(response::setContentLengthLong);
    }

    // What has come is sent before waiting for more: a stream that pauses is seen up to there.
    private static void copy(InputStream from, HttpServletResponse response) throws IOException {
        var to = response.getOutputStream();
        var chunk = new byte[CHUNK];
        for (int read = readFrom(from, chunk); read >= 0; read = readFrom(from, chunk)) {
            to.write(chunk, 0, read);
            if (from.available() == 0) {
                to.flush();
            }
        }
    }

    private static int readFrom(InputStream from, byte[] chunk) {
        try {
            return from.read(chunk);
        } catch (IOException e) {
            log.debug("An answer broke off", e);
            throw new BrokenOff();
        }
    }
}
