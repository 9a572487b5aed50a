package dev.signet.bench.audit;

import dev.signet.audit.AuditApplication;
import dev.signet.bench.contest.Database;
import dev.signet.embedded.EmbeddedBroker;
import dev.signet.standalone.Setup;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** The audit-service in this JVM, as the standalone runs it. */
final class AuditService implements AutoCloseable {
    private final EmbeddedBroker broker = EmbeddedBroker.start();
    private final ConfigurableApplicationContext context;

    AuditService(Database database, Path home) {
        var tokens = home.resolve("tokens").toString();
        Setup.run(Map.of(
                "SIGNET_KEK_FILE", home.resolve("kek").toString(),
                "SIGNET_TOKENS_DIR", tokens,
                "SIGNET_OPERATOR_TOKEN_FILE", home.resolve("operator-token").toString()));
        this.context = AuditApplication.application()
                .run(List.of(
                                "--signet.port=0",
                                "--signet.database-url=" + database.jdbcUrl(),
                                "--signet.database-owner-user=" + database.user(),
                                "--signet.database-owner-password=" + database.password(),
                                "--signet.database-user=signet_audit_bench",
                                "--signet.database-password=signet_audit_bench",
                                "--signet.audit.key-file="
                                        + home.resolve("audit").resolve("key"),
                                "--signet.audit.checkpoint-file=" + home.resolve("checkpoints"),
                                "--signet.tokens.dir=" + tokens,
                                "--signet.amqp-url=" + broker.amqpUri(),
                                "--signet.amqp.profile=embedded",
                                "--logging.level.root=warn")
                        .toArray(String[]::new));
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    @Override
    public void close() {
        context.close();
        broker.close();
    }
}
