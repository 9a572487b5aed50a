package dev.signet.vault.item;

import dev.signet.contract.Bytes;
import dev.signet.contract.RecordId;
import dev.signet.platform.AesGcm;
import dev.signet.vault.VaultProperties;
import dev.signet.vault.item.Item.Content;
import dev.signet.vault.key.Locator;
import dev.signet.vault.segment.Binding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of items. */
@Repository
class ItemRows {
    // Two that store under one id at once take turns. In a statement of its own: inside another, the snapshot would be
    // older than the wait.
    private static final String TAKE_TURNS =
            "SELECT pg_advisory_xact_lock(hashtextextended(encode(:locator, 'hex'), 7369678))";

    private static final String BEGIN = """
            INSERT INTO item (locator, version, opener, share)
            SELECT :locator, coalesce(max(version), 0) + 1, :opener, :share
              FROM item
             WHERE locator = :locator
            HAVING count(*) FILTER (WHERE stored_at IS NOT NULL) < :most
            """;

    // index: item's opener
    private static final String FIND = """
            SELECT id, locator, version, share, payload_mac, payload_bytes, records
              FROM item
             WHERE opener = ANY (:openers)
             ORDER BY share IS NULL, stored_at DESC NULLS LAST
             LIMIT 1
            """;

    private static final String FINISH = """
            UPDATE item
               SET stored_at = clock_timestamp(), payload_mac = :mac, payload_bytes = :bytes, records = :records
             WHERE id = :id AND stored_at IS NULL
            """;

    private static final String REMOVE = """
            UPDATE item SET share = NULL, removed_at = clock_timestamp() WHERE id = :id AND removed_at IS NULL
            """;

    private final JdbcClient jdbc;
    private final int versions;

    ItemRows(JdbcClient jdbc, VaultProperties properties) {
        this.jdbc = jdbc;
        this.versions = properties.versions();
    }

    /** The version that this opener is of: a new one, unless an earlier try has begun it. Empty when the id may have no more. */
    @Transactional
    public Optional<Item> begin(Locator locator, Bytes opener) {
        var name = locator.value().unsafeArray();
        jdbc.sql(TAKE_TURNS).param("locator", name).query(_ -> {});
        var before = find(List.of(opener));
        if (before.isPresent()) {
            return before;
        }
        jdbc.sql(BEGIN)
                .param("locator", name)
                .param("opener", opener.unsafeArray())
                .param("share", AesGcm.randomKey())
                .param("most", versions)
                .update();
        return find(List.of(opener));
    }

    /** One statement, whether there is something to be found or not. Of several, one that can be opened. */
    Optional<Item> find(Collection<Bytes> openers) {
        return jdbc.sql(FIND)
                .param("openers", openers.stream().map(Bytes::unsafeArray).toArray(byte[][]::new))
                .query(ItemRows::toItem)
                .optional();
    }

    /** False if another try was faster. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean finish(Item item, Content content) {
        return jdbc.sql(FINISH)
                        .param("id", item.id())
                        .param("mac", content.mac().unsafeArray())
                        .param("bytes", content.bytes())
                        .param(
                                "records",
                                content.records().stream().map(RecordId::value).toArray(Long[]::new))
                        .update()
                > 0;
    }

    /** False if it was removed before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean remove(Item item) {
        return jdbc.sql(REMOVE).param("id", item.id()).update() > 0;
    }

    private static Item toItem(ResultSet row, int number) throws SQLException {
        var binding = new Binding(new Locator(Bytes.wrap(row.getBytes("locator"))), row.getInt("version"));
        return new Item(
                row.getLong("id"),
                binding,
                Optional.ofNullable(row.getBytes("share")).map(Bytes::wrap),
                toContent(row));
    }

    private static Optional<Content> toContent(ResultSet row) throws SQLException {
        var records = row.getArray("records");
        if (records == null) {
            return Optional.empty();
        }
        var ids = Stream.of((Long[]) records.getArray()).map(RecordId::new).toList();
        return Optional.of(new Content(Bytes.wrap(row.getBytes("payload_mac")), row.getLong("payload_bytes"), ids));
    }
}
