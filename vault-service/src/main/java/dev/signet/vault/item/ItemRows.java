package dev.signet.vault.item;

import dev.signet.contract.Bytes;
import dev.signet.contract.RecordId;
import dev.signet.platform.AesGcm;
import dev.signet.platform.CrashPoint;
import dev.signet.vault.VaultProperties;
import dev.signet.vault.item.Item.Content;
import dev.signet.vault.key.Locator;
import dev.signet.vault.segment.Binding;
import java.sql.ResultSet;
import java.sql.SQLException;
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
            INSERT INTO item (locator, index_version, version, opener, bound_to, share)
            SELECT :locator, :index, coalesce(max(version), 0) + 1, :opener, :locator, :share
              FROM item
             WHERE locator = :locator
            HAVING count(*) FILTER (WHERE stored_at IS NOT NULL) < :most
            """;

    // index: item's opener
    private static final String FIND = """
            SELECT id, bound_to, version, share, payload_mac, payload_bytes, records,
                   index_version < (SELECT max(version) FROM index_key) AS behind
              FROM item
             WHERE opener = :opener
            """;

    // All versions of one id at once: whoever knows it knows all its locators.
    private static final String MOVE = """
            UPDATE item SET locator = :locator, index_version = :index WHERE locator = ANY (:older)
            """;

    private static final String MARK = "UPDATE item SET index_version = :index WHERE id = :id";

    private static final String FINISH = """
            UPDATE item
               SET stored_at = clock_timestamp(), payload_mac = :mac, payload_bytes = :bytes, records = :records
             WHERE id = :id AND stored_at IS NULL
               AND (SELECT count(*) FROM item other WHERE other.locator = item.locator AND other.stored_at IS NOT NULL) < :most
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

    /** Until the transaction ends, nobody else places anything under this locator. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeTurns(Locator locator) {
        jdbc.sql(TAKE_TURNS).param("locator", locator.value().unsafeArray()).query(_ -> {});
    }

    /** A new version; none when the id may have no more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(Locator locator, int index, Bytes opener) {
        jdbc.sql(BEGIN)
                .param("locator", locator.value().unsafeArray())
                .param("index", index)
                .param("opener", opener.unsafeArray())
                .param("share", AesGcm.randomKey())
                .param("most", versions)
                .update();
        CrashPoint.aroundCommit(CrashPoint.VAULT_BEFORE_BEGINNING, CrashPoint.VAULT_BEGUN);
    }

    /** One statement, whether there is something to be found or not. */
    Optional<Item> find(Bytes opener) {
        return jdbc.sql(FIND)
                .param("opener", opener.unsafeArray())
                .query(ItemRows::toItem)
                .optional();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void move(List<Locator> older, Locator locator, int index) {
        jdbc.sql(MOVE)
                .param("locator", locator.value().unsafeArray())
                .param("index", index)
                .param(
                        "older",
                        older.stream().map(each -> each.value().unsafeArray()).toArray(byte[][]::new))
                .update();
    }

    /** Of one whose locator no index key has made; nobody shall see that it is such a one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void mark(Item item, int index) {
        jdbc.sql(MARK).param("id", item.id()).param("index", index).update();
    }

    /** False if another try was faster, or if the id has as many versions by now as it may have. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean finish(Item item, Content content) {
        CrashPoint.aroundCommit(CrashPoint.VAULT_BEFORE_STORE, CrashPoint.VAULT_STORED);
        return jdbc.sql(FINISH)
                        .param("id", item.id())
                        .param("mac", content.mac().unsafeArray())
                        .param("bytes", content.bytes())
                        .param(
                                "records",
                                content.records().stream().map(RecordId::value).toArray(Long[]::new))
                        .param("most", versions)
                        .update()
                > 0;
    }

    /** False if it was removed before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean remove(Item item) {
        CrashPoint.aroundCommit(CrashPoint.VAULT_BEFORE_REMOVAL, CrashPoint.VAULT_REMOVED);
        return jdbc.sql(REMOVE).param("id", item.id()).update() > 0;
    }

    private static Item toItem(ResultSet row, int number) throws SQLException {
        var binding = new Binding(new Locator(Bytes.wrap(row.getBytes("bound_to"))), row.getInt("version"));
        return new Item(
                row.getLong("id"),
                binding,
                row.getBoolean("behind"),
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
