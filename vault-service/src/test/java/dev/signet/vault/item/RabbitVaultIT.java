package dev.signet.vault.item;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signet.testing.TestBroker;
import dev.signet.vault.RunningVault;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;

/** The same on RabbitMQ. */
class RabbitVaultIT extends BrokerVaultIT {
    @BeforeAll
    static void skipWithoutRabbit() {
        assumeThat(TestBroker.rabbit()).isPresent();
    }

    @Override
    RunningVault run(Path directory) {
        return new RunningVault(directory, TestBroker.rabbit().orElseThrow(), "rabbitmq");
    }
}
