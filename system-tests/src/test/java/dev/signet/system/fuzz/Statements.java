package dev.signet.system.fuzz;

import dev.signet.contract.Algorithm;
import dev.signet.contract.BatchId;
import dev.signet.contract.Envelope;
import dev.signet.contract.KeyId;
import dev.signet.contract.LeaseId;
import dev.signet.contract.Statement;
import dev.signet.contract.Statement.Grant;
import dev.signet.contract.Statement.Order;
import dev.signet.contract.Statement.Receipt;
import dev.signet.contract.Verdict;
import dev.signet.system.TestSystem;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Genuine statements, as a thief of whatever has been sent has them, together with the fields that they bear out: nothing gets further without them. */
enum Statements {
    // One that was not used yet: the next.
    ORDER("order", Order.class, """
            SELECT b.id, greatest(b.attempts, coalesce((SELECT max(attempt) FROM keys.key_lease WHERE batch_id = b.id), 0)) + 1
              FROM collection.batch b ORDER BY id DESC LIMIT 60
            """),
    GRANT("grant", Grant.class, """
            SELECT l.batch_id, l.id, k.kid, l.token, k.algorithm
              FROM keys.key_lease l JOIN keys.signing_key k ON k.id = l.key_id
             ORDER BY (l.state <> 'CLOSED') DESC, l.granted_at DESC LIMIT 12
            """),
    RECEIPT("receipt", Receipt.class, """
            SELECT l.batch_id, l.id, k.kid, l.token, l.outcome
              FROM keys.key_lease l JOIN keys.signing_key k ON k.id = l.key_id
             WHERE l.state = 'CLOSED'
             ORDER BY l.granted_at DESC LIMIT 40
            """);

    private static final JsonMapper JSON = new JsonMapper();

    private final String field;
    private final Class<? extends Statement> says;
    private final String sql;

    Statements(String field, Class<? extends Statement> says, String sql) {
        this.field = field;
        this.says = says;
        this.sql = sql;
    }

    /** What an object of this form has to be borne out by. */
    static Optional<Statements> in(JsonNode properties) {
        return Stream.of(values())
                .filter(statement -> statement.fields().stream().allMatch(properties::has))
                .findFirst();
    }

    /** All of an object's fields that the statement bears out, itself among them. */
    Set<String> fields() {
        var fields = Stream.of(Objects.requireNonNull(says.getRecordComponents()))
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        fields.add(field);
        return fields;
    }

    /** Names one, in the place of all these fields. */
    Arbitrary<String> genuine() {
        return Arbitraries.integers().between(0, 60).map(number -> "<%s%d>".formatted(field, number));
    }

    static @Nullable Statements named(String name) {
        return Stream.of(values())
                .filter(statement -> statement.field.equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Those that there are or could be, each as the fields of an object. */
    List<String> read(TestSystem system) throws SQLException {
        var all = new ArrayList<String>();
        system.rows(sql, row -> {
            var statement = statement(row);
            all.add(fields(statement, system.statements(statement.issuer()).sign(statement)));
        });
        return all;
    }

    private Statement statement(ResultSet row) throws SQLException {
        var batch = new BatchId(row.getLong(1));
        return switch (this) {
            case ORDER -> new Order(batch, row.getInt(2));
            case GRANT -> new Grant(batch, lease(row), key(row), row.getLong(4), Algorithm.of(row.getString(5)));
            case RECEIPT -> new Receipt(batch, lease(row), key(row), row.getLong(4), Verdict.valueOf(row.getString(5)));
        };
    }

    private static LeaseId lease(ResultSet row) throws SQLException {
        return LeaseId.of(row.getString(2));
    }

    private static KeyId key(ResultSet row) throws SQLException {
        return new KeyId(row.getString(3));
    }

    private String fields(Statement statement, Envelope signed) {
        var fields = (ObjectNode) JSON.valueToTree(statement);
        var json =
                fields.setAll(Map.of(field, JSON.<JsonNode>valueToTree(signed))).toString();
        return json.substring(1, json.length() - 1);
    }
}
