package dev.signet.vault.item;

import dev.signet.vault.key.ItemId;
import dev.signet.vault.key.ItemKey;
import dev.signet.vault.key.Locator;
import dev.signet.vault.segment.Segments;
import java.io.IOException;
import org.springframework.stereotype.Service;

/**
 * Opens and removes, for whoever has id and key. An id that is not there and a key that is not its key take the same way: one statement that finds nothing.
 */
@Service
class Access {
    private final Placement placement;
    private final ItemRows rows;
    private final Segments segments;
    private final Attempts attempts;
    private final ItemEvents events;

    Access(Placement placement, ItemRows rows, Segments segments, Attempts attempts, ItemEvents events) {
        this.placement = placement;
        this.rows = rows;
        this.segments = segments;
        this.attempts = attempts;
        this.events = events;
    }

    OpenItem open(ItemId id, ItemKey key) throws IOException {
        var item = find(id, key);
        var share = item.share().orElseThrow(Removed::new);
        var content = item.content().orElseThrow();
        var payload = segments.open(key.contentKey(share), item.binding(), content.records());
        var kind = Kind.of(payload.read()); // from here on it is the owner who asks
        events.opened(item);
        if (item.behind()) {
            placement.renew(id, item);
        }
        return new OpenItem(item.binding().version(), kind, content.bytes(), payload);
    }

    /** From then on it opens under no key. Again is as once. */
    void remove(ItemId id, ItemKey key) {
        var item = find(id, key);
        if (item.share().isEmpty()) {
            return;
        }
        segments.noteRemoval(item.id(), item.binding()); // first: a note without a removal is mended by asking again
        events.removed(item, () -> rows.remove(item));
    }

    private Item find(ItemId id, ItemKey key) {
        return rows.find(key.opener(id))
                .filter(item -> item.content().isPresent())
                .orElseThrow(() -> refused(placement.ofAttempt(id)));
    }

    private RuntimeException refused(Locator locator) {
        var wait = attempts.refused(locator);
        if (wait.isPresent()) {
            if (attempts.isToldAgain(locator)) {
                events.limited(locator);
            } else {
                events.limitedAgain();
            }
            return new TooManyAttempts(wait.get());
        }
        events.refused(locator);
        return new NotOpened();
    }
}
