package dev.signet.platform;

import dev.signet.testing.TestBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class EmbeddedMessagingIT extends MessagingContract {
    private static TestBroker broker;

    @BeforeAll
    static void start() {
        broker = TestBroker.embedded();
    }

    @AfterAll
    static void end() {
        broker.close();
    }

    @Override
    TestBroker broker() {
        return broker;
    }

    @Override
    AmqpProperties.Profile profile() {
        return AmqpProperties.Profile.EMBEDDED;
    }
}
