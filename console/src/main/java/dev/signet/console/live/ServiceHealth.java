package dev.signet.console.live;

import dev.signet.console.upstream.UpstreamProperties;
import dev.signet.platform.tls.PeerTls;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** How the services are. A name with several addresses stands for several workers, each of which is asked. */
@Component
public class ServiceHealth {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient http;
    private final Map<String, URI> services = new LinkedHashMap<>();

    ServiceHealth(UpstreamProperties urls, PeerTls tls) {
        services.put("collection-service", urls.collectionUrl());
        services.put("key-service", urls.keyUrl());
        services.put("batch-dispatcher", urls.dispatcherUrl());
        services.put("signing-service", urls.signingUrl());
        services.put("audit-service", urls.auditUrl());
        services.put("vault-service", urls.vaultUrl());
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE);
        tls.to(services.keySet(), services.values().toArray(URI[]::new)).ifPresent(client::sslContext);
        this.http = client.build();
    }

    enum State {
        UP,
        /** It is alive, but its database or its broker does not answer. */
        NOT_READY,
        AWAY
    }

    /** @param instances how many there are of it, and {@code up} of them are well */
    record Service(String name, State state, int instances, int up, long millis) {}

    List<Service> look() {
        var asked = services.entrySet().stream()
                .map(service -> ask(service.getKey(), service.getValue()))
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Service> ask(String name, URI url) {
        var answers = addresses(url).map(this::state).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(_ -> together(
                        name, answers.stream().map(CompletableFuture::join).toList()));
    }

    private static Service together(String name, List<Answer> answers) {
        var up = (int)
                answers.stream().filter(answer -> answer.state() == State.UP).count();
        var worst = answers.stream().map(Answer::state).reduce(State.UP, (a, b) -> a.compareTo(b) > 0 ? a : b);
        var slowest = answers.stream().mapToLong(Answer::millis).max().orElse(0);
        return new Service(name, answers.isEmpty() ? State.AWAY : worst, answers.size(), up, slowest);
    }

    private record Answer(State state, long millis) {}

    private CompletableFuture<Answer> state(URI url) {
        var start = System.nanoTime();
        return says(url, "readiness")
                .thenCompose(ready -> ready
                        ? CompletableFuture.completedFuture(State.UP)
                        : says(url, "liveness").thenApply(alive -> alive ? State.NOT_READY : State.AWAY))
                .thenApply(state -> new Answer(state, (System.nanoTime() - start) / 1_000_000));
    }

    // No answer is none: who waits for a database that is away may take longer than we wait.
    private CompletableFuture<Boolean> says(URI url, String group) {
        var question = HttpRequest.newBuilder(url.resolve("/actuator/health/" + group))
                .timeout(PATIENCE)
                .build();
        return http.sendAsync(question, BodyHandlers.discarding())
                .thenApply(answer -> answer.statusCode() == 200)
                .exceptionally(_ -> false);
    }

    private static Stream<URI> addresses(URI url) {
        if (url.getHost() == null) {
            return Stream.of(url);
        }
        try {
            var all = Arrays.stream(InetAddress.getAllByName(url.getHost())).toList();
            if (all.size() == 1 || all.getFirst().isLoopbackAddress()) {
                return Stream.of(url);
            }
            var each = new ArrayList<URI>();
            for (var address : all) {
                each.add(new URI(url.getScheme(), null, address.getHostAddress(), url.getPort(), null, null, null));
            }
            return each.stream();
        } catch (UnknownHostException e) {
            return Stream.of(url); // whoever asks it will find that it is away
        } catch (URISyntaxException e) {
            throw new IllegalStateException("not an address: " + url, e);
        }
    }
}
