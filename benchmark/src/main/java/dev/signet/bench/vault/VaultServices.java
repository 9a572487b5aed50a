package dev.signet.bench.vault;

import dev.signet.bench.contest.Database;
import dev.signet.collection.CollectionApplication;
import dev.signet.standalone.Setup;
import dev.signet.vault.VaultApplication;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** collection-service and vault-service in this JVM, as the standalone runs them. */
final class VaultServices implements AutoCloseable {
    private final Deque<ConfigurableApplicationContext> running = new ArrayDeque<>();
    private final List<String> settings;
    private final URI collection;
    private final URI vault;

    VaultServices(Database database, String amqpUri, Path home) {
        var environment = Map.of(
                "SIGNET_KEK_FILE", home.resolve("kek").toString(),
                "SIGNET_INTAKE_KEK_FILE", home.resolve("intake-kek").toString(),
                "SIGNET_VAULT_KEK_FILE", home.resolve("vault-kek").toString(),
                "SIGNET_TOKENS_DIR", home.resolve("tokens").toString(),
                "SIGNET_OPERATOR_TOKEN_FILE", home.resolve("operator-token").toString());
        Setup.run(environment);
        settings = List.of(
                "--signet.port=0",
                "--signet.database-url=" + database.jdbcUrl(),
                "--signet.database-user=" + database.user(),
                "--signet.database-password=" + database.password(),
                "--signet.tokens.dir=" + home.resolve("tokens"),
                "--signet.statement.dir=" + home.resolve("statement"),
                "--signet.intake.kek-file=" + home.resolve("intake-kek"),
                "--signet.vault.kek-file=" + home.resolve("vault-kek"),
                "--signet.amqp-url=" + amqpUri,
                "--signet.intake.amqp-url=" + amqpUri,
                "--signet.amqp.profile=embedded",
                "--logging.level.root=error");
        collection = start(CollectionApplication.application(), "");
        vault = start(VaultApplication.application(), "--signet.collection-url=" + collection);
    }

    private URI start(SpringApplicationBuilder application, String more) {
        var all = new ArrayList<>(settings);
        all.add(more);
        var context = application.run(all.toArray(String[]::new));
        running.push(context);
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    URI collection() {
        return collection;
    }

    URI vault() {
        return vault;
    }

    @Override
    public void close() {
        running.forEach(ConfigurableApplicationContext::close);
    }
}
