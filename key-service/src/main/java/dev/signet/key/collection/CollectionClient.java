package dev.signet.key.collection;

import dev.signet.contract.Fence;
import dev.signet.contract.KeyUse;
import dev.signet.contract.ParkedMessage;
import dev.signet.contract.RaisedFences;
import dev.signet.contract.Verdict;
import dev.signet.platform.ParkedMessages;
import dev.signet.platform.ServiceClients;
import dev.signet.platform.statement.Statements;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Calls to collection-service. All of them may be repeated. */
@Component
public class CollectionClient implements ParkedMessages {
    private final RestClient collection;
    private final Statements statements;

    CollectionClient(ServiceClients clients, CollectionProperties properties, Statements statements) {
        this.collection = clients.of("collection-service", properties.collectionUrl(), properties.collectionTimeout());
        this.statements = statements;
    }

    /** Settles what became of a lease, for ever. An answer without collection-service's receipt is none. */
    public Verdict fence(Fence fence) {
        var reply = ask(() -> post("/internal/fences", fence).body(Fence.Reply.class));
        statements.objection(reply.receipt(), fence.ended(reply.verdict())).ifPresent(objection -> {
            throw new CollectionUnavailable("what became of lease %s is not known: of collection-service's receipt, %s"
                    .formatted(fence.leaseId(), objection));
        });
        return reply.verdict();
    }

    /** Up to which token of each key nothing can be stored any more; none of keys of which nothing is refused. */
    public List<KeyUse> raisedFences() {
        return ask(() -> collection.get().uri("/internal/key-fences").retrieve().body(RaisedFences.Known.class))
                .uses();
    }

    /** Nothing is stored any more under these keys with these tokens or lower ones. */
    public void raiseFences(List<KeyUse> uses) {
        for (var from = 0; from < uses.size(); from += RaisedFences.MOST) {
            var some = uses.subList(from, Math.min(uses.size(), from + RaisedFences.MOST));
            ask(() -> post("/internal/key-fences", new RaisedFences(some)).toBodilessEntity());
        }
    }

    /** Whether it is there at all. */
    public boolean isAlive() {
        try {
            collection.get().uri("/actuator/health/liveness").retrieve().toBodilessEntity();
            return true;
        } catch (RestClientException e) {
            return false;
        }
    }

    @Override
    public void add(ParkedMessage message) {
        ask(() -> post("/internal/parked-messages", message).toBodilessEntity());
    }

    private RestClient.ResponseSpec post(String path, Object body) {
        return collection
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve();
    }

    private static <T> T ask(Supplier<@Nullable T> call) {
        try {
            return Objects.requireNonNull(call.get(), "collection-service answered with nothing");
        } catch (RestClientException e) {
            throw new CollectionUnavailable("collection-service cannot be asked: " + e.getMessage(), e);
        }
    }
}
