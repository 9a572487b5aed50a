package dev.signet.collection.progress;

import dev.signet.collection.keyring.KeyServiceProperties;
import dev.signet.contract.KeyringSummary;
import dev.signet.platform.ServiceClients;
import dev.signet.platform.ServiceMain;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks key-service for the state of its keys, again and again. */
@Component
class KeyringPoll implements KeyringView {
    private static final Logger log = LoggerFactory.getLogger(KeyringPoll.class);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(2);

    private final RestClient keys;
    private final AtomicReference<Optional<KeyringSummary>> latest = new AtomicReference<>(Optional.empty());
    private boolean answering = true;

    KeyringPoll(ServiceClients clients, KeyServiceProperties keyService) {
        this.keys = clients.of("key-service", keyService.keyUrl(), READ_TIMEOUT);
    }

    @Override
    public Optional<KeyringSummary> latest() {
        return latest.get();
    }

    /** Called by one thread. Keeps the last answer when there is none now, and says so once. */
    void refresh() {
        try {
            var summary = keys.get().uri("/api/v1/keyring/summary").retrieve().body(KeyringSummary.class);
            latest.set(Optional.ofNullable(summary).or(latest::get));
            answering = true;
        } catch (RestClientException e) {
            if (answering) {
                log.warn("key-service does not say how many keys there are: {}", ServiceMain.reason(e));
            }
            answering = false;
        }
    }
}
