package dev.signet.vault.item;

import dev.signet.vault.VaultProperties;
import dev.signet.vault.item.Item.Content;
import dev.signet.vault.key.ItemId;
import dev.signet.vault.key.ItemKey;
import dev.signet.vault.segment.Segments;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.springframework.stereotype.Service;

/** Stores a payload. The same id, key and payload again, at whichever instance, is answered as the first time. */
@Service
class Storing {
    private final Placement placement;
    private final ItemRows rows;
    private final Segments segments;
    private final ItemEvents events;
    private final long limit;

    Storing(Placement placement, ItemRows rows, Segments segments, ItemEvents events, VaultProperties properties) {
        this.placement = placement;
        this.rows = rows;
        this.segments = segments;
        this.events = events;
        this.limit = properties.maxBytes().toBytes();
    }

    /**
     * Gives the version.
     *
     * @param paranoid not even the index key shall find it
     * @param announced how long the body says that it is; negative if it does not
     */
    int store(ItemId id, ItemKey key, boolean paranoid, Kind kind, long announced, InputStream body)
            throws IOException {
        if (announced > limit) {
            throw new PayloadTooLarge();
        }
        var item = placement.begin(id, key, paranoid).orElseThrow(TooManyVersions::new);
        if (item.share().isEmpty()) {
            throw new Removed();
        }
        var payload = new Payload(kind, body, key.payloadMac(), limit);
        if (item.content().isPresent()) {
            payload.transferTo(OutputStream.nullOutputStream());
            requireSame(item.content().get(), payload);
        } else {
            seal(item, id, key, payload);
        }
        return item.binding().version();
    }

    private void seal(Item item, ItemId id, ItemKey key, Payload payload) throws IOException {
        var contentKey = key.contentKey(item.share().orElseThrow());
        var records = segments.store(contentKey, item.binding(), payload);
        var content = new Content(payload.mac(), payload.bytes(), records);
        if (!events.stored(item, () -> placement.finish(id, item, content))) {
            var faster = rows.find(key.opener(id)).flatMap(Item::content); // the same was sent twice
            requireSame(faster.orElseThrow(TooManyVersions::new), payload);
        }
    }

    private static void requireSame(Content stored, Payload payload) {
        if (!stored.mac().equals(payload.mac())) {
            throw new KeyReused();
        }
    }
}
