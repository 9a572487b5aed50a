package dev.signet.testing;

/** Somebody else's RabbitMQ: used, never disturbed. */
record GivenRabbit(String amqpUri) implements TestBroker {
    @Override
    public String name() {
        return "RabbitMQ given by SIGNET_TEST_AMQP_URL";
    }

    @Override
    public boolean canBeStopped() {
        return false;
    }

    @Override
    public void stop() {
        throw new IllegalStateException("A given RabbitMQ is not ours to stop");
    }

    @Override
    public void restart() {
        stop();
    }

    @Override
    public void wipe() {
        stop();
    }

    @Override
    public void close() {
        // not ours
    }
}
