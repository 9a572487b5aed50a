package dev.signet.vault.node;

import dev.signet.vault.node.Activity.Doing;
import dev.signet.vault.node.Activity.Done;
import dev.signet.vault.node.Node.State;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the instances; all times are the database's. */
@Repository
class NodeRows {
    private static final String SEEN = """
            INSERT INTO node (url, on_broker, storing, opening, removing, stored, opened, removed, refused, limited)
            VALUES (:url, :onBroker, :storing, :opening, :removing, :stored, :opened, :removed, :refused, :limited)
            ON CONFLICT (url) DO UPDATE
                SET (seen_at, on_broker, storing, opening, removing, stored, opened, removed, refused, limited)
                  = (clock_timestamp(), excluded.on_broker, excluded.storing, excluded.opening, excluded.removing,
                     excluded.stored, excluded.opened, excluded.removed, excluded.refused, excluded.limited)
            """;

    // Nobody misses who has been away for a day, nor what was begun and never stored.
    private static final String FORGET = """
            WITH unfinished AS (
                DELETE FROM item WHERE stored_at IS NULL AND begun_at < clock_timestamp() - interval '1 day'
            )
            DELETE FROM node WHERE seen_at < clock_timestamp() - interval '1 day'
            """;

    private static final String GONE = "DELETE FROM node WHERE url = :url";

    private static final String ALL = """
            SELECT url, started_at, seen_at, seen_at > clock_timestamp() - :patience * interval '1 millisecond' AS up,
                   on_broker, storing, opening, removing, stored, opened, removed, refused, limited
              FROM node
             ORDER BY url
            """;

    private final JdbcClient jdbc;
    private final NodeProperties properties;

    NodeRows(JdbcClient jdbc, NodeProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    void seen(URI url, boolean onBroker, Doing doing, Done done) {
        jdbc.sql(SEEN)
                .param("url", url.toString())
                .param("onBroker", onBroker)
                .param("storing", doing.storing())
                .param("opening", doing.opening())
                .param("removing", doing.removing())
                .param("stored", done.stored())
                .param("opened", done.opened())
                .param("removed", done.removed())
                .param("refused", done.refused())
                .param("limited", done.limited())
                .update();
    }

    void forget() {
        jdbc.sql(FORGET).update();
    }

    void gone(URI url) {
        jdbc.sql(GONE).param("url", url.toString()).update();
    }

    List<Node> all() {
        return jdbc.sql(ALL)
                .param("patience", properties.heartbeat().multipliedBy(3).toMillis())
                .query(NodeRows::toNode)
                .list();
    }

    private static Node toNode(ResultSet row, int number) throws SQLException {
        return new Node(
                URI.create(row.getString("url")),
                row.getBoolean("up") ? State.UP : State.AWAY,
                instant(row, "started_at"),
                instant(row, "seen_at"),
                row.getBoolean("on_broker"),
                new Doing(row.getInt("storing"), row.getInt("opening"), row.getInt("removing")),
                new Done(
                        row.getLong("stored"),
                        row.getLong("opened"),
                        row.getLong("removed"),
                        row.getLong("refused"),
                        row.getLong("limited")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
