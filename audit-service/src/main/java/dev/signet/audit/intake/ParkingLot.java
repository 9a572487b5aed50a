package dev.signet.audit.intake;

import dev.signet.contract.ParkedMessage;
import dev.signet.platform.ParkedMessages;
import dev.signet.platform.ServiceClients;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Has collection-service keep what can never be an event, beside what others have parked. */
@Component
class ParkingLot implements ParkedMessages {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RestClient collection;

    ParkingLot(ServiceClients clients, CollectionProperties properties) {
        this.collection = clients.of("collection-service", properties.collectionUrl(), PATIENCE);
    }

    @Override
    public void add(ParkedMessage message) {
        collection
                .post()
                .uri("/internal/parked-messages")
                .contentType(MediaType.APPLICATION_JSON)
                .body(message)
                .retrieve()
                .toBodilessEntity();
    }
}
