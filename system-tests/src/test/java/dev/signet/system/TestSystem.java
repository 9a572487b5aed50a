package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.signet.cli.progress.Progress;
import dev.signet.cli.progress.ProgressSource;
import dev.signet.cli.server.Server;
import dev.signet.cli.verify.LedgerCheck;
import dev.signet.cli.verify.LedgerReport;
import dev.signet.cli.verify.LedgerSource;
import dev.signet.contract.Algorithm;
import dev.signet.embedded.Directories;
import dev.signet.embedded.FreePort;
import dev.signet.platform.crypto.SigningProvider;
import dev.signet.platform.statement.Statements;
import dev.signet.platform.tls.PeerTls;
import dev.signet.seed.SeedListener;
import dev.signet.seed.SeedSettings;
import dev.signet.seed.Seeder;
import dev.signet.standalone.Setup;
import dev.signet.system.check.Evidence.Servers;
import dev.signet.testing.TestBroker;
import dev.signet.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole Signet for one test: a database and a broker of its own, each service a context that the test stops and starts as it likes. */
public final class TestSystem implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        Awaitility.doNotCatchUncaughtExceptionsByDefault(); // a service's thread may well fail while its broker is away
    }

    private final TestDatabase database = TestDatabase.fresh();
    private final TestBroker broker;
    private final boolean ownsBroker;
    private final Path secrets = makeSecrets();
    private final Map<String, String> settings = new HashMap<>();
    private final Map<Object, Map<String, String>> own = new HashMap<>();
    private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
    private final Map<Service, ConfigurableApplicationContext> running = new EnumMap<>(Service.class);

    private TestSystem(TestBroker broker, boolean ownsBroker) {
        this.broker = broker;
        this.ownsBroker = ownsBroker;
        for (var service : Service.values()) {
            ports.put(service, FreePort.any());
        }
        settings.put("signet.amqp.profile", ownsBroker ? "embedded" : "rabbitmq");
        settings.put("signet.kek.file", secrets.resolve("kek").toString());
        settings.put(
                "signet.intake.kek-file",
                secrets.resolve("intake").resolve("kek").toString());
        settings.put(
                "signet.vault.kek-file", secrets.resolve("vault").resolve("kek").toString());
        settings.put("signet.tokens.dir", secrets.resolve("tokens").toString());
        settings.put("signet.statement.dir", secrets.resolve("statement").toString());
        settings.put("signet.collection-url", url(Service.COLLECTION).toString());
        settings.put("signet.key-url", url(Service.KEYS).toString());
        settings.put("signet.audit-url", url(Service.AUDIT).toString());
        settings.put(
                "signet.audit.key-file", secrets.resolve("audit").resolve("key").toString());
        settings.put(
                "signet.audit.checkpoint-file",
                secrets.resolve("audit").resolve("checkpoints").toString());
        settings.put("signet.linger", "200ms");
    }

    /** On an embedded broker. */
    public static TestSystem create() {
        return new TestSystem(TestBroker.embedded(), true);
    }

    /** On a real RabbitMQ, which others may use too. */
    public static TestSystem on(TestBroker rabbit) {
        return new TestSystem(rabbit, false);
    }

    private static Path makeSecrets() {
        try {
            var dir = Files.createTempDirectory("signet-test-secrets-");
            var environment = Map.of(
                    "SIGNET_KEK_FILE", dir.resolve("kek").toString(),
                    "SIGNET_TOKENS_DIR", dir.resolve("tokens").toString(),
                    "SIGNET_OPERATOR_TOKEN_FILE", dir.resolve("operator-token").toString());
            assertThat(Setup.run(environment)).isZero();
            return dir;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For services that are started afterwards. */
    public TestSystem with(String setting, Object value) {
        settings.put(setting, value.toString());
        return this;
    }

    /** For this service alone. */
    TestSystem with(Service service, String setting, Object value) {
        own.computeIfAbsent(service, _ -> new HashMap<>()).put(setting, value.toString());
        return this;
    }

    /** All but the vault. */
    public TestSystem startAll() {
        for (var service : Service.ofSigning()) {
            start(service);
        }
        return this;
    }

    /** @param more further configuration classes of the test's */
    public void start(Service service, Class<?>... more) {
        running.put(
                service,
                service.application().sources(more).registerShutdownHook(false).run(arguments(service)));
    }

    /** Stops it in order, as SIGTERM would. */
    public void stop(Service service) {
        var context = running.remove(service);
        if (context != null) {
            context.close();
        }
    }

    /** The service in a process of its own, to be started by the test; its log lies beside the reports. */
    Launch launch(Service service, String name, Map<String, String> more) {
        var all = settings(service);
        all.putAll(more);
        return new Launch(service, port(service), all, Path.of("target", name + ".log"));
    }

    /** A worker in a process of its own with one batch at a time, which halts at the given point of the protocol; see CrashPoint. */
    ServiceProcess startWorkerToDieAt(String crashPoint) {
        var oneByOne = Map.of("signet.signer.concurrency", "1");
        return launch(Service.SIGNING, "signing-" + crashPoint.replace(':', '-'), oneByOne)
                .with("-Dsignet.crash-at=" + crashPoint)
                .start();
    }

    private String[] arguments(Service service) {
        var all = settings(service);
        all.put("signet.port", Integer.toString(port(service)));
        return all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    /** What a service is told. */
    Map<String, String> settings(Object service) {
        var all = new HashMap<>(database.settings("signet_test_" + service));
        all.putAll(settings);
        all.put("signet.amqp-url", broker.amqpUri());
        all.put("signet.intake.amqp-url", broker.amqpUri());
        all.putAll(own.getOrDefault(service, Map.of()));
        return all;
    }

    public TestSystem seed(int records, int keys) {
        return seed(records, keys, Algorithm.ED25519);
    }

    public TestSystem seed(int records, int keys, Algorithm algorithm) {
        try {
            Seeder.seed(
                    new SeedSettings(
                            url(Service.COLLECTION),
                            url(Service.KEYS),
                            records,
                            keys,
                            algorithm,
                            64,
                            1,
                            "",
                            PeerTls.off(),
                            PATIENCE),
                    new Silent());
            return this;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The newest run once it has ended. */
    public Progress untilEnded() {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(this::progress, p -> p.state().isFinished());
    }

    public Progress progress() {
        try (var collection = server(Service.COLLECTION)) {
            return ProgressSource.of(collection).read();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Proves from published data alone that every rule was kept. */
    public LedgerReport proof() {
        try (var collection = server(Service.COLLECTION);
                var keys = server(Service.KEYS)) {
            return new LedgerCheck(LedgerSource.of(collection, keys), PATIENCE).run(new SilentCheck());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asserts that all is signed, that every rule was kept, and that every key is free again. */
    public LedgerReport assertProved(long records) {
        assertThat(untilEnded().records().signed()).isEqualTo(records);
        var report = proof();
        assertThat(report.problems()).isEmpty();
        assertThat(report.holds()).isTrue();
        assertThat(report.verified()).isEqualTo(records);
        assertThat(count("SELECT count(*) FROM keys.signing_key WHERE state <> 'FREE'"))
                .isZero();
        return report;
    }

    /** Whether every event of what was done has arrived. */
    public boolean isAllInTheAuditLog() {
        return count("SELECT (SELECT count(*) FROM keys.outbox) + (SELECT count(*) FROM collection.outbox)") == 0;
    }

    /** One number from the database. */
    public long count(String sql) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** One column from the database, as text. */
    public List<String> texts(String sql) {
        try {
            var texts = new ArrayList<String>();
            rows(sql, row -> texts.add(row.getString(1)));
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Shows each row to the reader. */
    public void rows(String sql, RowReader reader) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) {
                reader.read(row);
            }
        }
    }

    /** Reads the row that the result set stands on. */
    @FunctionalInterface
    public interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    public void execute(String sql) {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Where its traces are, for the checks. */
    Servers servers() {
        return new Servers(
                database.jdbcUrl(),
                database.user(),
                database.password(),
                broker.amqpUri(),
                url(Service.COLLECTION),
                url(Service.KEYS));
    }

    TestBroker broker() {
        return broker;
    }

    TestDatabase database() {
        return database;
    }

    /** A connection to the broker as anyone on it could have. */
    public Connection connectToBroker() throws Exception {
        var connections = new ConnectionFactory();
        connections.setUri(broker.amqpUri());
        return connections.newConnection();
    }

    /** The running service's own beans. */
    public ConfigurableApplicationContext context(Service service) {
        return Objects.requireNonNull(running.get(service), () -> service + " is not running");
    }

    /** What a service presents to the others, by its name. */
    public String tokenOf(String service) throws IOException {
        return Files.readString(secrets.resolve("tokens").resolve(service + ".token"))
                .strip();
    }

    /** What this service's key can state, as if it were the service itself. */
    public Statements statements(String service) {
        return Statements.of(service, secrets.resolve("statement"), SigningProvider.fastest(), (_, _) -> {});
    }

    /** Holds what tokens are known by. */
    public Path tokensFile() {
        return secrets.resolve("people").resolve("tokens");
    }

    /** From the next rotation on; those of before stay known. */
    public void newKeyEncryptionKey() {
        try {
            var key = new byte[32];
            new SecureRandom().nextBytes(key);
            var file = secrets.resolve("kek");
            var next = Files.writeString(
                    secrets.resolve("kek.new"),
                    Base64.getEncoder().encodeToString(key) + "\n" + Files.readString(file));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds the token of the operator. */
    public Path operatorFile() {
        return secrets.resolve("operator-token");
    }

    private int port(Service service) {
        return Objects.requireNonNull(ports.get(service));
    }

    public URI url(Service service) {
        return URI.create("http://127.0.0.1:" + port(service));
    }

    private Server server(Service service) {
        return Server.at(url(service).toString());
    }

    @Override
    public void close() {
        for (var service : List.of(
                Service.VAULT, Service.DISPATCHER, Service.SIGNING, Service.COLLECTION, Service.KEYS, Service.AUDIT)) {
            stop(service);
        }
        try {
            if (ownsBroker) {
                broker.close();
            }
            Directories.delete(secrets);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Silent implements SeedListener {
        @Override
        public void say(String sentence) {}

        @Override
        public void sent(long records, long total) {}
    }

    private static final class SilentCheck implements LedgerCheck.Listener {
        @Override
        public void waiting(String reason) {}

        @Override
        public void verified(long soFar) {}
    }
}
