package dev.signet.collection.intake.row;

import dev.signet.collection.keyring.Keyring;
import dev.signet.contract.Bytes;
import dev.signet.contract.RecordId;
import dev.signet.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Pages of a keyring's rows, newest first. Each statement is driven by the index that has just what it is asked for. */
@Repository
class IntakeLists {
    // %s: which rows; each way of asking has its index
    private static final String ROWS = """
            SELECT i.record_id, i.occurred_at, i.recovery, r.received_at, r.payload,
                   CASE b.state WHEN 'SIGNED' THEN 'SIGNED' WHEN 'QUARANTINED' THEN 'QUARANTINED' ELSE 'UNSIGNED' END AS status
              FROM (SELECT record_id, occurred_at, recovery
                      FROM intake_row
                     WHERE type = :type AND %s
                       AND record_id >= :first AND record_id < :before AND occurred_at >= :begin AND occurred_at < :end
                     ORDER BY record_id DESC
                     LIMIT :rows) i
             CROSS JOIN LATERAL (SELECT id, received_at, payload FROM record WHERE id = i.record_id) r
              LEFT JOIN LATERAL (SELECT state, first_record_id
                                   FROM batch
                                  WHERE state <> 'SUPERSEDED' AND last_record_id >= r.id
                                  ORDER BY last_record_id
                                  LIMIT 1) b ON b.first_record_id <= r.id
             ORDER BY i.record_id DESC
            """;

    // index: intake_row_type
    private static final String OF_TYPE = ROWS.formatted("true");

    // index: intake_row_user
    private static final String OF_USER =
            ROWS.formatted("user_ref = :user AND (:device::text IS NULL OR device_ref = :device)");

    // index: intake_row_device
    private static final String OF_DEVICE = ROWS.formatted("device_ref = :device");

    // numbers as they are signed, with every digit
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final JdbcClient jdbc;
    private final SeenValues seen;

    IntakeLists(JdbcClient jdbc, SeenValues seen) {
        this.jdbc = jdbc;
        this.seen = seen;
    }

    Page<IntakeItem> page(Keyring keyring, IntakeFilter filter, long before, int limit) {
        var rows = jdbc.sql(statementFor(filter))
                .param("type", filter.type())
                .param("user", filter.user().orElse(null), Types.VARCHAR)
                .param("device", filter.device().orElse(null), Types.VARCHAR)
                .param("begin", filter.begin())
                .param("end", filter.end())
                .param("first", keyring.first())
                .param("before", Math.min(before, keyring.past()))
                .param("rows", limit + 1)
                .query(IntakeLists::toItem)
                .list();
        var page = Page.of(rows, limit, IntakeItem::recordId);
        return new Page<>(counted(filter.type(), page.items()), page.next());
    }

    private static String statementFor(IntakeFilter filter) {
        if (filter.user().isPresent()) {
            return OF_USER;
        }
        return filter.device().isPresent() ? OF_DEVICE : OF_TYPE;
    }

    private List<IntakeItem> counted(String type, List<IntakeItem> items) {
        var counts = seen.of(type, items.stream().map(IntakeItem::fields).toList());
        return items.stream()
                .map(item -> item.withSeen(SeenValues.in(item.fields(), counts)))
                .toList();
    }

    private static IntakeItem toItem(ResultSet row, int number) throws SQLException {
        return new IntakeItem(
                new RecordId(row.getLong("record_id")),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("status"),
                JSON.readTree(row.getBytes("payload")).path("fields"),
                Map.of(),
                Optional.ofNullable(row.getBytes("recovery")).map(Bytes::wrap));
    }
}
