package dev.signet.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeAll;

class RabbitIT implements BrokerBehaviour {
    @BeforeAll
    static void skipWithoutRabbit() {
        assumeThat(TestBroker.rabbit()).isPresent();
    }

    @Override
    public TestBroker broker() {
        return TestBroker.rabbit().orElseThrow();
    }
}
