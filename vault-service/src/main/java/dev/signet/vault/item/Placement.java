package dev.signet.vault.item;

import dev.signet.vault.index.IndexKeys;
import dev.signet.vault.item.Item.Content;
import dev.signet.vault.key.IndexKey;
import dev.signet.vault.key.ItemId;
import dev.signet.vault.key.ItemKey;
import dev.signet.vault.key.Locator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where items stand: under the locator that the newest index key makes of their id, or their own key where the index key shall not find them. Finding one needs
 * neither; what is under an id is numbered and counted there.
 */
@Component
class Placement {
    private final IndexKeys index;
    private final ItemRows rows;

    Placement(IndexKeys index, ItemRows rows) {
        this.index = index;
        this.rows = rows;
    }

    /** The version that this key is of: a new one, unless an earlier try has begun it. Empty when the id may have no more. */
    @Transactional
    public Optional<Item> begin(ItemId id, ItemKey key, boolean paranoid) {
        var keys = index.held();
        var newest = keys.getFirst();
        var locator = paranoid ? key.locator(id) : newest.locator(id);
        rows.takeTurns(locator);
        var before = rows.find(key.opener(id));
        if (before.isPresent()) {
            return before;
        }
        if (!paranoid) {
            move(id, keys);
        }
        rows.begin(locator, newest.version(), key.opener(id));
        return rows.find(key.opener(id));
    }

    /** Whether it is stored from now on. Counted anew, and in turns: several may have begun while the id had room for one. */
    @Transactional
    public boolean finish(ItemId id, Item item, Content content) {
        rows.takeTurns(index.held().getFirst().locator(id));
        return rows.finish(item, content);
    }

    /** All that is under this id goes to where the newest index key places it. */
    @Transactional
    public void renew(ItemId id, Item item) {
        var keys = index.held();
        var newest = keys.getFirst();
        rows.takeTurns(newest.locator(id));
        move(id, keys);
        rows.mark(item, newest.version());
    }

    /** By which attempts are counted and told. */
    Locator ofAttempt(ItemId id) {
        return index.living().getFirst().locator(id);
    }

    private void move(ItemId id, List<IndexKey> keys) {
        var older = keys.stream().skip(1).map(key -> key.locator(id)).toList();
        if (!older.isEmpty()) {
            rows.move(older, keys.getFirst().locator(id), keys.getFirst().version());
        }
    }
}
