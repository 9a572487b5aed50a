package dev.signet.audit.tree;

import dev.signet.audit.tree.Tile.Hashes;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Complete tiles, each stored once. */
@Repository
class TileRows implements TileStore {
    private static final String COUNT = "SELECT coalesce(max(n) + 1, 0) FROM tile WHERE level = :level";
    private static final String GET = "SELECT hashes FROM tile WHERE level = :level AND n = :n";
    private static final String PUT = """
            INSERT INTO tile (level, n, hashes) VALUES (:level, :n, :hashes) ON CONFLICT DO NOTHING
            """;

    private final JdbcClient jdbc;

    TileRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public long count(int level) {
        return jdbc.sql(COUNT).param("level", level).query(Long.class).single();
    }

    @Override
    public Hashes get(int level, long n) {
        return find(level, n).orElseThrow(() -> new LogDamaged("tile %d of level %d is missing".formatted(n, level)));
    }

    @Override
    public void put(Tile tile) {
        var hashes = tile.hashes().toBytes();
        var added = jdbc.sql(PUT)
                .param("level", tile.level())
                .param("n", tile.n())
                .param("hashes", hashes)
                .update();
        // Another process, or this one before it was stopped, may have come to it first: with the same result.
        if (added == 0 && !Arrays.equals(get(tile.level(), tile.n()).toBytes(), hashes)) {
            throw new LogDamaged("tile %d of level %d is not made from the events".formatted(tile.n(), tile.level()));
        }
    }

    private Optional<Hashes> find(int level, long n) {
        return jdbc.sql(GET)
                .param("level", level)
                .param("n", n)
                .query((row, _) -> Hashes.full(row.getBytes("hashes")))
                .optional();
    }
}
