package dev.signet.dispatch;

import dev.signet.contract.DispatchClaims.Claimed;
import dev.signet.contract.DispatchClaims.Mark;
import dev.signet.contract.DispatchClaims.Request;
import dev.signet.platform.ServiceClients;
import java.time.Duration;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** The dispatcher's two questions to the owner of the batches. */
@Component
class CollectionService implements DueBatches {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    private final RestClient calls;

    CollectionService(ServiceClients clients, DispatchProperties properties) {
        this.calls = clients.of("collection-service", properties.collectionUrl(), READ_TIMEOUT);
    }

    @Override
    public Claimed claim(Request request) {
        var claimed = calls.post()
                .uri("/internal/dispatch/claims")
                .contentType(MediaType.APPLICATION_JSON)
                .body(request)
                .retrieve()
                .body(Claimed.class);
        return Objects.requireNonNull(claimed, "collection-service answered a claim with nothing");
    }

    @Override
    public void mark(Mark mark) {
        calls.post()
                .uri("/internal/dispatch/marks")
                .contentType(MediaType.APPLICATION_JSON)
                .body(mark)
                .retrieve()
                .toBodilessEntity();
    }
}
