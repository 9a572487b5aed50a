package dev.signet.vault.item;

import dev.signet.contract.Bytes;
import dev.signet.contract.RecordId;
import dev.signet.vault.segment.Binding;
import java.util.List;
import java.util.Optional;

/**
 * One version of an item, as its row tells.
 *
 * @param behind whether an older index key has placed it
 * @param share what the key opens nothing without; empty once the version is removed
 * @param content empty until all of it is stored
 */
record Item(long id, Binding binding, boolean behind, Optional<Bytes> share, Optional<Content> content) {
    /** @param mac of the payload, under the owner's key */
    record Content(Bytes mac, long bytes, List<RecordId> records) {
        Content {
            records = List.copyOf(records);
        }
    }
}
