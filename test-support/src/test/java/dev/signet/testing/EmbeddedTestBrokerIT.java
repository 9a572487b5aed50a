package dev.signet.testing;

import org.junit.jupiter.api.AfterAll;

class EmbeddedTestBrokerIT implements BrokerBehaviour {
    private static final TestBroker BROKER = TestBroker.embedded();

    @AfterAll
    static void close() {
        BROKER.close();
    }

    @Override
    public TestBroker broker() {
        return BROKER;
    }
}
