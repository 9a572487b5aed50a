package dev.signet.bench.intake;

import dev.signet.bench.contest.Database;
import dev.signet.collection.CollectionApplication;
import dev.signet.standalone.Setup;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.ConfigurableApplicationContext;

/** The collection-service in this JVM, as the standalone runs it. */
final class IntakeService implements AutoCloseable {
    private static final String QUEUE = "collection-service.intake";
    private static final long POLL = Duration.ofMillis(2).toNanos();
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ConfigurableApplicationContext context;
    private final SimpleMessageListenerContainer listener;
    private final MeterRegistry meters;

    IntakeService(Database database, String amqpUri, String profile, Path home) {
        var tokens = home.resolve("tokens").toString();
        var kek = home.resolve("intake-kek").toString();
        Setup.run(Map.of(
                "SIGNET_KEK_FILE",
                home.resolve("kek").toString(),
                "SIGNET_INTAKE_KEK_FILE",
                kek,
                "SIGNET_TOKENS_DIR",
                tokens,
                "SIGNET_OPERATOR_TOKEN_FILE",
                home.resolve("operator-token").toString()));
        context = CollectionApplication.application()
                .run(List.of(
                                "--signet.port=0",
                                "--signet.database-url=" + database.jdbcUrl(),
                                "--signet.database-user=" + database.user(),
                                "--signet.database-password=" + database.password(),
                                "--signet.tokens.dir=" + tokens,
                                "--signet.statement.dir=" + home.resolve("statement"),
                                "--signet.intake.kek-file=" + kek,
                                "--signet.amqp-url=" + amqpUri,
                                "--signet.intake.amqp-url=" + amqpUri,
                                "--signet.amqp.profile=" + profile,
                                "--logging.level.root=warn")
                        .toArray(String[]::new));
        listener = context.getBean("intakeContainer", SimpleMessageListenerContainer.class);
        meters = context.getBean(MeterRegistry.class);
    }

    /** Has the queue filled while nobody takes from it, and takes all of it; seconds for the second. */
    double run(Sender sender, int messages, String type) throws Exception {
        listener.stop();
        var before = stored();
        sender.send(QUEUE, messages, type);
        var began = System.nanoTime();
        listener.start();
        while (stored() < before + messages) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "%,.0f of %,d messages are stored".formatted(stored() - before, messages));
            }
            LockSupport.parkNanos(POLL);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private double stored() {
        return meters.get("signet.intake.messages").tag("outcome", "stored").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Override
    public void close() {
        context.close();
    }
}
