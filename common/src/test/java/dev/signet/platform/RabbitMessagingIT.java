package dev.signet.platform;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signet.testing.TestBroker;
import org.junit.jupiter.api.BeforeAll;

class RabbitMessagingIT extends MessagingContract {
    @BeforeAll
    static void skipWithoutRabbit() {
        assumeThat(TestBroker.rabbit()).isPresent();
    }

    @Override
    TestBroker broker() {
        return TestBroker.rabbit().orElseThrow();
    }

    @Override
    AmqpProperties.Profile profile() {
        return AmqpProperties.Profile.RABBITMQ;
    }
}
