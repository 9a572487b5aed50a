package dev.signet.console.upstream;

import dev.signet.platform.tls.PeerTls;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the services. */
@Component
public class Upstreams {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient http;
    private final UpstreamProperties urls;
    private final JsonMapper json;

    Upstreams(UpstreamProperties urls, JsonMapper json, PeerTls tls) {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .followRedirects(HttpClient.Redirect.NEVER);
        tls.to(
                        Set.of("collection-service", "key-service", "audit-service", "vault-service"),
                        urls.collectionUrl(),
                        urls.keyUrl(),
                        urls.auditUrl(),
                        urls.vaultUrl())
                .ifPresent(client::sslContext);
        this.http = client.build();
        this.urls = urls;
        this.json = json;
    }

    /** The answer as it is meant; {@link UpstreamRefused} if it is not 200. */
    public <T> T read(Upstream service, String path, Class<T> as) {
        return json.readValue(bytes(service, path, "application/json"), as);
    }

    public JsonNode tree(Upstream service, String path) {
        return json.readTree(bytes(service, path, "application/json"));
    }

    public byte[] bytes(Upstream service, String path, String accept) {
        var request =
                HttpRequest.newBuilder(uri(service, path)).timeout(PATIENCE).header("Accept", accept);
        presentOurselves(request);
        try {
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new UpstreamRefused(service, answer.statusCode(), answer.body(), json);
            }
            return answer.body();
        } catch (IOException e) {
            throw new UpstreamAway(service, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamAway(service, e);
        }
    }

    void presentOurselves(HttpRequest.Builder request) {
        if (!urls.token().isEmpty()) {
            request.header("Authorization", "Bearer " + urls.token());
        }
    }

    /** Starts an exchange; its body is read by the caller, as it comes. */
    HttpResponse<InputStream> exchange(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofInputStream());
    }

    /** @param path with its query, encoded as it came */
    URI uri(Upstream service, String path) {
        var base = switch (service) {
            case COLLECTION -> urls.collectionUrl();
            case KEYS -> urls.keyUrl();
            case AUDIT -> urls.auditUrl();
            case VAULT -> urls.vaultUrl();
        };
        return URI.create(base.toString().replaceAll("/+$", "") + path);
    }
}
