package dev.signet.standalone;

import dev.signet.platform.ServiceMain;
import dev.signet.platform.database.ServiceRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * One shot for a deployment of separate services: makes or updates the tables of all of them as their owner, and the role that each of them works as. Then no
 * service needs the owner's password.
 */
public final class Migrate {
    public static void main(String[] args) {
        System.exit(run(System.getenv()));
    }

    /** 0, or 2 when it cannot. */
    public static int run(Map<String, String> environment) {
        try {
            var passwords = Path.of(environment.getOrDefault("SIGNET_PASSWORDS_DIR", "/run/signet/passwords"));
            var owner = environment.getOrDefault("SIGNET_DATABASE_OWNER_USER", Secrets.DATABASE_OWNER);
            var url = environment.getOrDefault("SIGNET_DATABASE_URL", "jdbc:postgresql://localhost:5432/signet");
            for (var schema : ServiceSchema.values()) {
                migrate(schema, url, owner, read(passwords.resolve(owner)), read(passwords.resolve(schema.role())));
            }
            return 0;
        } catch (RuntimeException e) {
            System.err.println("signet: " + ServiceMain.reason(e));
            return 2;
        }
    }

    private static void migrate(ServiceSchema schema, String url, String owner, String ownerPassword, String password) {
        var done = Flyway.configure()
                .dataSource(url, owner, ownerPassword)
                .locations(schema.migrations())
                .schemas(schema.schema())
                .defaultSchema(schema.schema())
                .callbacks(new ServiceRole(schema.role(), password))
                .load()
                .migrate();
        System.out.printf(
                "signet: schema %s: %d migrations; %s works there%n",
                schema.schema(), done.migrationsExecuted, schema.role());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the password file %s cannot be read".formatted(file), e);
        }
    }

    private Migrate() {}
}
