package dev.signet.platform;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** HTTP clients for calling other services: keep-alive, bounded waits, this service's token. */
public final class ServiceClients {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private final ServiceTokens tokens;

    ServiceClients(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * A client of one service.
     *
     * @param readTimeout how long an answer may take, from the call until it is read to its end: a longer stream is cut off
     */
    public RestClient of(URI service, Duration readTimeout) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
        var requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(readTimeout);
        return RestClient.builder()
                .baseUrl(service.toString())
                .requestFactory(requests)
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + tokens.own())
                .build();
    }
}
