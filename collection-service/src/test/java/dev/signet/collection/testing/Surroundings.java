package dev.signet.collection.testing;

import static java.util.Map.entry;

import dev.signet.collection.Issuers;
import dev.signet.testing.TestBroker;
import dev.signet.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** What the service needs around it: a database, a broker, the services' tokens, a key-service. */
class Surroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Path TYPES = Path.of("src", "test", "resources", "intake-types");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var database = TestDatabase.fresh();
        var broker = TestBroker.embedded();
        var keyService = KeyServiceStandIn.start();
        var tokens = tokens();
        context.getBeanFactory().registerSingleton("testDatabase", database);
        var recoveryPair = recoveryPair(tokens.resolve("recovery.pem"));
        context.getBeanFactory().registerSingleton("keyServiceStandIn", keyService);
        context.getBeanFactory().registerSingleton("recoveryPair", recoveryPair);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("database", Map.copyOf(database.settings("signet_test_collection"))));
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "surroundings",
                        Map.ofEntries(
                                entry("signet.amqp-url", broker.amqpUri()),
                                entry("signet.key-url", keyService.url()),
                                entry("signet.audit-url", "http://127.0.0.1:1"),
                                entry("signet.tokens.dir", tokens.toString()),
                                entry("signet.statement.dir", Issuers.DIR.toString()),
                                entry(
                                        "signet.intake.kek-file",
                                        tokens.resolve("intake-kek").toString()),
                                entry("signet.intake.types-dir", TYPES.toString()),
                                entry(
                                        "signet.intake.recovery-key-file",
                                        tokens.resolve("recovery.pem").toString()),
                                entry("signet.port", "0"))));
    }

    /** Makes a pair; its public half is in the file. */
    private static KeyPair recoveryPair(Path file) {
        try {
            var pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
            var base64 = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
            Files.writeString(file, "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n".formatted(base64));
            return pair;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Path tokens() {
        try {
            var dir = Files.createTempDirectory("signet-tokens");
            for (var service : new String[] {"collection-service", "key-service", "signing-service"}) {
                Files.writeString(dir.resolve(service + ".token"), "token-of-" + service);
            }
            Files.writeString(dir.resolve("intake-kek"), Base64.getEncoder().encodeToString(new byte[32]));
            return dir;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
