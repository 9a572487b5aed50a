package dev.signet.standalone;

import dev.signet.standalone.Services.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole Signet in this JVM: its servers, its secrets and its services. Ends in the reverse order. */
public final class Standalone implements AutoCloseable {
    private final Servers servers;
    private final Services services;
    private final Path operatorFile;

    private Standalone(Servers servers, Services services, Path operatorFile) {
        this.servers = servers;
        this.services = services;
        this.operatorFile = operatorFile;
    }

    /**
     * Starts everything, or nothing.
     *
     * @param database a PostgreSQL to use; null for an embedded one
     * @param broker a RabbitMQ to use; null for an embedded broker
     * @param settings what the services are told beside where the servers and the secrets are
     * @param dataDir keeps what is embedded, and the secrets
     * @param port of the console and with it of every public API; 0 for a free one
     */
    public static Standalone start(
            @Nullable URI database, @Nullable URI broker, Map<String, Object> settings, Path dataDir, int port) {
        makeDirectory(dataDir);
        var secrets = Secrets.in(dataDir.resolve("secrets"));
        secrets.makeMissing();
        var servers = Servers.start(database, broker, dataDir);
        try {
            var all = new HashMap<>(places(servers, secrets));
            all.put("signet.audit.key-file", secrets.auditKeyFile());
            all.put("signet.audit.checkpoint-file", dataDir.resolve("audit").resolve("checkpoints"));
            all.putAll(settings);
            var own = roles(servers, secrets);
            // the services listen to this machine alone, where whoever reaches them may do everything
            own.put(
                    "console",
                    Map.of("signet.people.tokens-file", secrets.people().tokensFile()));
            return new Standalone(
                    servers,
                    Services.start(new Settings(all, own), Ports.from(port)),
                    secrets.people().operatorFile());
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    private static Map<String, Object> places(Servers servers, Secrets secrets) {
        return Map.ofEntries(
                Map.entry("signet.address", "127.0.0.1"),
                Map.entry("signet.database-url", servers.database().jdbcUrl()),
                Map.entry("signet.database-user", servers.database().user()),
                Map.entry("signet.database-password", servers.database().password()),
                Map.entry("signet.amqp-url", servers.broker().url()),
                Map.entry("signet.intake.amqp-url", servers.broker().intakeUrl()),
                Map.entry("signet.amqp.profile", servers.broker().profile()),
                Map.entry("signet.kek.file", secrets.kekFile()),
                Map.entry("signet.intake.kek-file", secrets.intakeKekFile()),
                Map.entry("signet.vault.kek-file", secrets.vaultKekFile()),
                Map.entry("signet.tokens.dir", secrets.tokensDir()),
                Map.entry("signet.statement.dir", secrets.statementDir()));
    }

    // In a database of somebody else's, who we are may not be allowed to make roles.
    private static Map<String, Map<String, Object>> roles(Servers servers, Secrets secrets) {
        var roles = new HashMap<String, Map<String, Object>>();
        if (servers.hasOwnDatabase()) {
            for (var schema : ServiceSchema.values()) {
                roles.put(
                        schema.service(),
                        Map.of(
                                "signet.database-owner-user", servers.database().user(),
                                "signet.database-owner-password",
                                        servers.database().password(),
                                "signet.database-user", schema.role(),
                                "signet.database-password", secrets.password(schema.role())));
            }
        }
        return roles;
    }

    private static void makeDirectory(Path dir) {
        try {
            Files.createDirectories(dir);
        } catch (IOException e) {
            throw new UncheckedIOException("the data directory " + dir + " cannot be made: " + e.getMessage(), e);
        }
    }

    Servers servers() {
        return servers;
    }

    /** Holds the token with which the operator may do more than look. */
    Path operatorFile() {
        return operatorFile;
    }

    public Services services() {
        return services;
    }

    /** Also when this thread was interrupted: stopping in order takes its time. */
    @Override
    public void close() {
        var interrupted = Thread.interrupted();
        services.close();
        servers.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
