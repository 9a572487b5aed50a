package dev.signet.signing.batch;

import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Whether a service answers at all. */
final class Liveness {
    static boolean of(RestClient service) {
        try {
            return service.get()
                    .uri("/actuator/health/liveness")
                    .retrieve()
                    .toBodilessEntity()
                    .getStatusCode()
                    .is2xxSuccessful();
        } catch (RestClientException e) {
            return false;
        }
    }

    private Liveness() {}
}
