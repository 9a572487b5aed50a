package dev.signet.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.testing.TestBroker;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BrokerFaultIT {
    private static final int RECORDS = 3000;

    @Test
    void runEndsRightThoughTheEmbeddedBrokerIsRestarted() {
        endsRightThough(TestSystem.create(), TestBroker::restart);
    }

    @Test
    void runEndsRightThoughTheEmbeddedBrokerLosesEverything() {
        endsRightThough(TestSystem.create(), TestBroker::wipe);
    }

    @Test
    void runEndsRightThoughRabbitIsRestarted() {
        endsRightThough(TestSystem.on(rabbit()), TestBroker::restart);
    }

    @Test
    void runEndsRightThoughRabbitLosesEverything() {
        endsRightThough(TestSystem.on(rabbit()), TestBroker::wipe);
    }

    private static void endsRightThough(TestSystem system, Consumer<TestBroker> fault) {
        try (var signet = system.with("signet.batch-size", 10)
                .with("signet.lease.ttl", "5s")
                .with("signet.redispatch-slack", "1s")) {
            signet.startAll().seed(RECORDS, 5);
            await().until(() -> signet.progress().records().signed() > RECORDS / 10);

            fault.accept(signet.broker());

            signet.assertProved(RECORDS);
        }
    }

    private static TestBroker rabbit() {
        var rabbit = TestBroker.rabbit();
        assumeTrue(rabbit.isPresent(), "no RabbitMQ: install the Debian package rabbitmq-server");
        assumeTrue(rabbit.get().canBeStopped(), "the given RabbitMQ is not ours to stop");
        return rabbit.get();
    }
}
