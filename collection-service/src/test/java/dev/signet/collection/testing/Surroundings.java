package dev.signet.collection.testing;

import dev.signet.testing.TestBroker;
import dev.signet.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** What the service needs around it: a database, a broker, the services' tokens, a key-service. */
class Surroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var database = TestDatabase.fresh();
        var broker = TestBroker.embedded();
        var keyService = KeyServiceStandIn.start();
        context.getBeanFactory().registerSingleton("testDatabase", database);
        context.getBeanFactory().registerSingleton("keyServiceStandIn", keyService);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "surroundings",
                        Map.of(
                                "signet.database-url", database.jdbcUrl(),
                                "signet.database-user", database.user(),
                                "signet.database-password", database.password(),
                                "signet.amqp-url", broker.amqpUri(),
                                "signet.key-url", keyService.url(),
                                "signet.audit-url", "http://127.0.0.1:1",
                                "signet.tokens.dir", tokens().toString(),
                                "signet.port", "0")));
    }

    private static Path tokens() {
        try {
            var dir = Files.createTempDirectory("signet-tokens");
            for (var service : new String[] {"collection-service", "key-service", "signing-service"}) {
                Files.writeString(dir.resolve(service + ".token"), "token-of-" + service);
            }
            return dir;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
