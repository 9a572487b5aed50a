package dev.signet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** A primary, none of whose commits is answered before a standby has it, and that standby, which takes over when told to. */
public final class PostgresPair implements AutoCloseable {
    private static final String STANDBY = "standby";

    private final PostgresNode primary;
    private final PostgresNode standby;

    private PostgresPair(PostgresNode primary, PostgresNode standby) {
        this.primary = primary;
        this.standby = standby;
    }

    /** @param settings of both, each as {@code name=value} */
    public static PostgresPair startIn(Path home, String... settings) {
        try {
            var primary = PostgresNode.made(
                    Files.createDirectory(home.resolve("primary")),
                    Stream.concat(Stream.of(settings), Stream.of("synchronous_standby_names=" + STANDBY))
                            .toArray(String[]::new));
            var standby = primary.standbyIn(Files.createDirectory(home.resolve(STANDBY)), STANDBY, settings);
            var pair = new PostgresPair(primary, standby);
            try {
                primary.start();
                standby.start();
                return pair;
            } catch (RuntimeException e) {
                pair.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestDatabase createDatabase(String name) throws SQLException {
        var made = primary.createDatabase(name);
        var url = "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/%s?targetServerType=primary&connectTimeout=2"
                .formatted(primary.port(), standby.port(), name);
        return new TestDatabase(url, made.user(), made.password());
    }

    /** The primary dies, and the standby takes its place. */
    public void failOver() throws SQLException {
        primary.kill();
        standby.promote();
    }

    /** Where the files of both are. */
    public List<Path> data() {
        return List.of(primary.data(), standby.data());
    }

    @Override
    public void close() {
        standby.close();
        primary.close();
    }
}
