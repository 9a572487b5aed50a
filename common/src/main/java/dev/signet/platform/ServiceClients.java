package dev.signet.platform;

import dev.signet.platform.tls.PeerTls;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
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
     * @param service whom it has to be, where services show certificates
     * @param readTimeout how long nothing may come
     */
    public RestClient of(String service, URI url, Duration readTimeout) {
        return client(url, requests(readTimeout, tls.to(Set.of(service), url)));
    }

    /**
     * The same for a server that is no service, and calls what people may.
     *
     * @param token of the public API; empty where none is asked for
     */
    public static RestClient ofPublicApi(String service, URI url, Duration readTimeout, String token, PeerTls tls) {
        var builder = builder(url, requests(readTimeout, tls.to(Set.of(service), url)));
        return presenting(token, builder);
    }

    private static RestClient presenting(String token, RestClient.Builder client) {
        return (token.isEmpty() ? client : client.defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token)).build();
    }

    // Whom a server's certificate names is looked at by the context.
    private static ClientHttpRequestFactory requests(Duration readTimeout, Optional<SSLContext> tls) {
        var connecting = PoolingHttpClientConnectionManagerBuilder.create();
        tls.map(context -> new DefaultClientTlsStrategy(
                        context, HostnameVerificationPolicy.CLIENT, NoopHostnameVerifier.INSTANCE))
                .ifPresent(connecting::setTlsSocketStrategy);
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
     * @param service whom it has to be, where services show certificates
     * @param timeout how long an answer may take, from the call until it is read to its end: a longer one is cut off
     */
    public RestClient streams(String service, URI url, Duration timeout) {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT);
        tls.to(Set.of(service), url).ifPresent(http::sslContext);
        var requests = new JdkClientHttpRequestFactory(http.build());
        requests.setReadTimeout(timeout);
        return client(url, requests);
    }

    private RestClient client(URI url, ClientHttpRequestFactory requests) {
        return presenting(tokens.own(), builder(url, requests));
    }

    private static RestClient.Builder builder(URI url, ClientHttpRequestFactory requests) {
        return RestClient.builder()
                .baseUrl(url.toString())
                .requestFactory(requests)
                .requestInterceptor(WRITTEN_FIRST);
    }
}
