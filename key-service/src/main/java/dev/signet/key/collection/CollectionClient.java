package dev.signet.key.collection;

import dev.signet.contract.Fence;
import dev.signet.contract.ParkedMessage;
import dev.signet.contract.Settlements;
import dev.signet.contract.Settlements.Question;
import dev.signet.contract.Settlements.Settlement;
import dev.signet.contract.Verdict;
import dev.signet.platform.ParkedMessages;
import dev.signet.platform.ServiceClients;
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

    CollectionClient(ServiceClients clients, CollectionProperties properties) {
        this.collection = clients.of(properties.collectionUrl(), properties.collectionTimeout());
    }

    /** Settles what became of a lease, for ever. */
    public Verdict fence(Fence fence) {
        return ask(() -> post("/internal/fences", fence).body(Fence.Reply.class))
                .verdict();
    }

    /** Which of these are stored, in the order of the questions. */
    public List<Settlement> settlements(List<Question> questions) {
        var reply = ask(
                () -> post("/internal/settlements", new Settlements(questions)).body(Settlements.Reply.class));
        if (reply.settlements().size() != questions.size()) {
            throw new IllegalStateException("collection-service gave %d answers to %d questions"
                    .formatted(reply.settlements().size(), questions.size()));
        }
        return reply.settlements();
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
