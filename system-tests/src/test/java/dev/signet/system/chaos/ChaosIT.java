package dev.signet.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.testing.RabbitNode;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A few rounds of what {@code ./signet chaos} does, so that it keeps working. Many rounds are its own business. */
class ChaosIT {
    @Test
    void roundsOfFaultsBreakNoPromise() {
        assumeTrue(RabbitNode.isInstalled(), "no RabbitMQ: install the Debian package rabbitmq-server");

        assertThat(new CommandLine(new Chaos()).execute("--rounds", "3", "--seed", "1"))
                .as("exit code; the output says what was found")
                .isZero();
    }

    @Test
    void wrongDesignIsCaught() {
        assumeTrue(RabbitNode.isInstalled(), "no RabbitMQ: install the Debian package rabbitmq-server");

        assertThat(new CommandLine(new Chaos()).execute("--wrong", "UNIQUE_ONLY,RELEASE_WITHOUT_TOKEN", "--seed", "1"))
                .as("exit code; the output says what was found")
                .isZero();
    }

    @Test
    void keysOfDeadWorkersAndKilledServicesAreBackAsSoonAsPromised() {
        assumeTrue(RabbitNode.isInstalled(), "no RabbitMQ: install the Debian package rabbitmq-server");

        assertThat(new CommandLine(new Chaos()).execute("--recovery"))
                .as("exit code; the output has the times")
                .isZero();
    }
}
