package dev.signet.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.testing.RabbitNode;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A little of all that {@code ./signet chaos} does, on one set of servers, so that it keeps working. Many rounds are its own business. */
class ChaosIT {
    @Test
    void faultsBreakNoPromiseWrongDesignsAreCaughtAndWhatDiedIsBackSoon() {
        assumeTrue(RabbitNode.isInstalled(), "no RabbitMQ: install the Debian package rabbitmq-server");

        var little = "--rounds 2 --wrong UNIQUE_ONLY --recovery --seed 1".split(" ");
        assertThat(new CommandLine(new Chaos()).execute(little))
                .as("exit code; the output says what was found")
                .isZero();
    }
}
