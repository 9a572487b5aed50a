package dev.signet.standalone;

import dev.signet.standalone.Services.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A whole Signet in this JVM: its servers, its secrets and its services. Ends in the reverse order. */
final class Standalone implements AutoCloseable {
    private final Servers servers;
    private final Services services;

    private Standalone(Servers servers, Services services) {
        this.servers = servers;
        this.services = services;
    }

    /** @param dataDir keeps what is embedded, and the secrets */
    static Standalone start(DemoOptions options, Path dataDir) {
        makeDirectory(dataDir);
        var secrets = Secrets.in(dataDir.resolve("secrets"));
        secrets.makeMissing();
        var servers = Servers.start(options.database, options.broker, dataDir);
        try {
            var settings = new Settings(settings(options, servers, secrets));
            return new Standalone(servers, Services.start(settings, Ports.from(options.port)));
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    private static Map<String, Object> settings(DemoOptions options, Servers servers, Secrets secrets) {
        return Map.ofEntries(
                Map.entry("signet.address", "127.0.0.1"),
                Map.entry("signet.batch-size", options.batchSize),
                Map.entry("signet.signer.concurrency", options.concurrency),
                Map.entry("signet.database-url", servers.database().jdbcUrl()),
                Map.entry("signet.database-user", servers.database().user()),
                Map.entry("signet.database-password", servers.database().password()),
                Map.entry("signet.amqp-url", servers.broker().url()),
                Map.entry("signet.intake.amqp-url", servers.broker().intakeUrl()),
                Map.entry("signet.amqp.profile", servers.broker().profile()),
                Map.entry("signet.kek.file", secrets.kekFile()),
                Map.entry("signet.tokens.dir", secrets.tokensDir()));
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

    Services services() {
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
