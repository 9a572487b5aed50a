package dev.signet.platform;

import dev.signet.platform.tls.PeerTls;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.util.Timeout;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** HTTP clients for calling other services: keep-alive, bounded waits, no call repeated unasked, this service's certificate or token. */
public final class ServiceClients {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final int MOST_CONNECTIONS = 100;

    // A body that is written to memory first: where it goes straight to the network, a lost connection is told as a
    // body that cannot be written.
    private static final ClientHttpRequestInterceptor WRITTEN_FIRST =
            (request, body, execution) -> execution.execute(request, body);

    private final ServiceTokens tokens;
    private final PeerTls tls;

    ServiceClients(ServiceTokens tokens, PeerTls tls) {
        this.tokens = tokens;
        this.tls = tls;
    }

    /**
     * A client for calls whose answers are read to their end. It has no threads of its own to hand each call to and back, as the JDK's does:
     * that took twice the CPU time.
     *
     * @param readTimeout how long nothing may come
     */
    public RestClient of(URI service, Duration readTimeout) {
        return client(service, requests(readTimeout, tls));
    }

    /**
     * The same for a server that is no service, and calls what people may.
     *
     * @param token of the public API; empty where none is asked for
     */
    public static RestClient ofPublicApi(URI service, Duration readTimeout, String token, PeerTls tls) {
        var builder = builder(service, requests(readTimeout, tls));
        return presenting(token, builder);
    }

    private static RestClient presenting(String token, RestClient.Builder client) {
        return (token.isEmpty() ? client : client.defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token)).build();
    }

    private static ClientHttpRequestFactory requests(Duration readTimeout, PeerTls tls) {
        var connecting = PoolingHttpClientConnectionManagerBuilder.create();
        tls.context().map(DefaultClientTlsStrategy::new).ifPresent(connecting::setTlsSocketStrategy);
        var connections = connecting
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(CONNECT_TIMEOUT))
                        .build())
                .build();
        var http = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(readTimeout))
                        .build())
                .disableAutomaticRetries()
                .disableAuthCaching()
                .disableCookieManagement()
                .disableContentCompression()
                .disableRedirectHandling()
                .build();
        return new HttpComponentsClientHttpRequestFactory(http);
    }

    /**
     * A client for long answers: who closes one early does not have to read the rest of it.
     *
     * @param timeout how long an answer may take, from the call until it is read to its end: a longer one is cut off
     */
    public RestClient streams(URI service, Duration timeout) {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT);
        tls.context().ifPresent(http::sslContext);
        var requests = new JdkClientHttpRequestFactory(http.build());
        requests.setReadTimeout(timeout);
        return client(service, requests);
    }

    private RestClient client(URI service, ClientHttpRequestFactory requests) {
        return presenting(tokens.own(), builder(service, requests));
    }

    private static RestClient.Builder builder(URI service, ClientHttpRequestFactory requests) {
        return RestClient.builder()
                .baseUrl(service.toString())
                .requestFactory(requests)
                .requestInterceptor(WRITTEN_FIRST);
    }
}
