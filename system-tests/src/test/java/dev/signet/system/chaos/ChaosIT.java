package dev.signet.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.system.chaos.Plan.Incident;
import dev.signet.testing.RabbitNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A little of all that {@code ./signet chaos} does, on one set of servers, so that it keeps working. Many rounds are its own business. */
class ChaosIT {
    private static final Duration TTL = Duration.ofSeconds(4);

    @Test
    void faultsBreakNoPromiseWrongDesignsAreCaughtAndWhatDiedIsBackSoon() {
        assumeTrue(RabbitNode.isInstalled(), "no RabbitMQ: install the Debian package rabbitmq-server");

        var little = "--rounds 2 --wrong UNIQUE_ONLY --recovery --seed 1".split(" ");
        assertThat(new CommandLine(new Chaos()).execute(little))
                .as("exit code; the output says what was found")
                .isZero();
    }

    /** Seed 4093: whoever waits for a moment of the clock, and not for a while, waits for ten minutes more. */
    @Test
    void clocksThatAreSetBackWhileTheBrokerIsAwayHoldNobodyUp() throws Exception {
        assumeTrue(RabbitNode.isInstalled(), "no RabbitMQ: install the Debian package rabbitmq-server");
        var bed = Bed.make(false, false);
        try {
            assumeTrue(bed.abilities().shiftClocks(), "no C compiler: install the Debian packages gcc and libc6-dev");
            assertThat(new Round(bed, clocksAreSetBack()).run()).matches(Verdict::isGood, "is good");
        } finally {
            bed.close();
        }
    }

    private static Plan clocksAreSetBack() {
        var incidents = new ArrayList<Incident>();
        incidents.add(new Incident(new Fault.RestartBroker(), Duration.ofSeconds(4), Duration.ofSeconds(4)));
        for (var node : Node.values()) {
            incidents.add(new Incident(
                    new Fault.ShiftClock(node, Duration.ofMinutes(10)), Duration.ofSeconds(1), Duration.ofSeconds(6)));
        }
        return new Plan(4093, 600, 50, 4, TTL, 8, 4, false, 0, Duration.ofSeconds(10), incidents, Optional.empty());
    }
}
