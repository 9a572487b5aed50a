package dev.signet.testing;

import dev.signet.embedded.EmbeddedBroker;

record EmbeddedTestBroker(EmbeddedBroker broker) implements TestBroker {
    @Override
    public String name() {
        return "embedded Qpid Broker-J";
    }

    @Override
    public String amqpUri() {
        return broker.amqpUri();
    }

    @Override
    public boolean canBeStopped() {
        return true;
    }

    @Override
    public void stop() {
        broker.close();
    }

    @Override
    public void restart() {
        broker.restart();
    }

    @Override
    public void wipe() {
        broker.wipe();
    }

    @Override
    public void close() {
        broker.close();
    }
}
