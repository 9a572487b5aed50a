package dev.signet.vault.item;

import dev.signet.vault.key.ItemId;
import dev.signet.vault.key.ItemKey;
import dev.signet.vault.node.Activity;
import dev.signet.vault.node.Activity.Work;
import dev.signet.vaultclient.BrokerReply;
import dev.signet.vaultclient.BrokerRequest;
import dev.signet.vaultclient.BrokerRequest.Operation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Does what is asked in a message, and says what came of it as it would be said over HTTP. */
@Service
public class Replies {
    /** More would be more than a broker likes to carry. */
    private static final int MOST_BYTES = 1024 * 1024;

    private static final byte[] NOTHING = {};

    private final Storing storing;
    private final Access access;
    private final Activity activity;
    private final JsonMapper json;

    Replies(Storing storing, Access access, Activity activity, JsonMapper json) {
        this.storing = storing;
        this.access = access;
        this.activity = activity;
        this.json = json;
    }

    public BrokerReply to(BrokerRequest request) {
        try (var _ = activity.begin(work(request.operation()))) {
            var id = ItemId.of(request.tenant(), request.id());
            var key = ItemKey.of(request.key());
            return switch (request.operation()) {
                case STORE -> store(id, key, request);
                case RETRIEVE -> retrieve(id, key);
                case REMOVE -> remove(id, key);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is read from memory
        } catch (RuntimeException e) {
            return refusal(e);
        }
    }

    private static Work work(Operation operation) {
        return switch (operation) {
            case STORE -> Work.STORING;
            case RETRIEVE -> Work.OPENING;
            case REMOVE -> Work.REMOVING;
        };
    }

    private BrokerReply store(ItemId id, ItemKey key, BrokerRequest request) throws IOException {
        if (request.payload().length > MOST_BYTES) {
            throw new PayloadTooLarge();
        }
        storing.store(
                id,
                key,
                request.paranoid(),
                Kind.BYTES,
                request.payload().length,
                new ByteArrayInputStream(request.payload()));
        return new BrokerReply(HttpStatus.CREATED.value(), NOTHING, 0);
    }

    private BrokerReply retrieve(ItemId id, ItemKey key) throws IOException {
        var item = access.open(id, key);
        if (item.bytes() > MOST_BYTES) {
            throw new PayloadTooLarge();
        }
        return new BrokerReply(HttpStatus.OK.value(), item.payload().readAllBytes(), 0);
    }

    private BrokerReply remove(ItemId id, ItemKey key) {
        access.remove(id, key);
        return new BrokerReply(HttpStatus.NO_CONTENT.value(), NOTHING, 0);
    }

    private BrokerReply refusal(RuntimeException e) {
        var problem = VaultProblems.of(e);
        var retryAfter = e instanceof TooManyAttempts limited ? limited.retryAfter() : Duration.ZERO;
        return new BrokerReply(problem.getStatus(), json.writeValueAsBytes(problem), retryAfter.toSeconds());
    }
}
