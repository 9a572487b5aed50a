package dev.signet.collection.keyring;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.signet.contract.KeyId;
import dev.signet.contract.PublicKeys;
import dev.signet.platform.ServiceClients;
import dev.signet.platform.ServiceMain;
import dev.signet.platform.crypto.SigningProvider;
import dev.signet.platform.crypto.VerificationKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks key-service once for each key and keeps the answer for good: an id names one key for ever. What key-service does not have is asked for again. */
@Component
class KeyServiceKeys implements VerificationKeys {
    private static final Logger log = LoggerFactory.getLogger(KeyServiceKeys.class);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(2);

    private final RestClient keyService;
    private final SigningProvider provider;
    private final Map<KeyId, VerificationKey> known = new ConcurrentHashMap<>();

    KeyServiceKeys(ServiceClients clients, KeyServiceProperties properties, SigningProvider provider) {
        this.keyService = clients.of("key-service", properties.keyUrl(), READ_TIMEOUT);
        this.provider = provider;
    }

    @Override
    public Map<KeyId, VerificationKey> find(Set<KeyId> ids) {
        var unknown = ids.stream().filter(id -> !known.containsKey(id)).toList();
        if (!unknown.isEmpty()) {
            ask(unknown).forEach(this::learn);
        }
        return ids.stream().filter(known::containsKey).collect(toMap(identity(), id -> requireNonNull(known.get(id))));
    }

    private List<PublicKeys.Known> ask(List<KeyId> ids) {
        try {
            var reply = keyService
                    .post()
                    .uri("/internal/public-keys")
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(new PublicKeys(ids))
                    .retrieve()
                    .body(PublicKeys.Reply.class);
            return requireNonNull(reply, "key-service answered with nothing").keys();
        } catch (RestClientException e) {
            throw new KeysUnavailable("key-service does not say what keys are: " + ServiceMain.reason(e), e);
        }
    }

    private void learn(PublicKeys.Known key) {
        try {
            known.put(key.keyId(), VerificationKey.of(key.keyId(), key.publicKey(), provider));
        } catch (IllegalArgumentException e) {
            log.error("key-service answered with a key that is not the one it was asked for", e);
        }
    }
}
