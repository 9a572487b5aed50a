package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.standalone.Migrate;
import dev.signet.standalone.Setup;
import dev.signet.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What the set-up gives each part of a deployment, as in docker-compose.yml. */
record HandedOut(Path dir) {
    static final Map<String, String> SCHEMAS = Map.of(
            "collection-service",
            "collection",
            "key-service",
            "keys",
            "audit-service",
            "audit",
            "vault-service",
            "vault");

    static HandedOut in(Path dir) {
        assertThat(Setup.run(Map.of(
                        "SIGNET_KEK_FILE", dir.resolve("kek").toString(),
                        "SIGNET_TOKENS_DIR", dir.resolve("tokens").toString(),
                        "SIGNET_OPERATOR_TOKEN_FILE",
                                dir.resolve("operator-token").toString(),
                        "SIGNET_HAND_OUT_DIR", dir.resolve("for").toString(),
                        "SIGNET_BROKER_ADDRESS", "127.0.0.1:5672")))
                .isZero();
        return new HandedOut(dir);
    }

    /** Makes tables and roles, by the password of the database's own user. */
    void migrate(TestDatabase database) {
        try {
            Files.writeString(of("migrate").resolve(database.user()), database.password());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(Migrate.run(Map.of(
                        "SIGNET_DATABASE_URL", database.jdbcUrl(),
                        "SIGNET_DATABASE_OWNER_USER", database.user(),
                        "SIGNET_PASSWORDS_DIR", of("migrate").toString())))
                .isZero();
    }

    Path of(String part) {
        return dir.resolve("for").resolve(part);
    }

    List<Path> filesOf(String part) {
        try (var files = Files.list(of(part))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String part, String file) {
        try {
            return Files.readString(of(part).resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The service's address of the broker that listens on another port than was known when it was handed out. */
    String amqpUrl(String service, String broker) {
        return read(service, "amqp-url")
                .replace(":5672", ":" + URI.create(broker).getPort());
    }

    static String role(String service) {
        return "signet_" + service.replace('-', '_');
    }

    Connection connect(String service, TestDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), role(service), read(service, "database-password"));
    }
}
