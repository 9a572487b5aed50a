package dev.signet.collection.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.collection.Protocol;
import dev.signet.collection.keyring.Keyring;
import dev.signet.collection.keyring.KnownKeyrings;
import dev.signet.collection.record.RecordsArrived;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlannerLoopIT {
    private final Protocol protocol =
            Protocol.start("signet.keyrings=default,broken,mail", "signet.batch-size=5", "signet.linger=0s");
    private final PlannerLoop loop = new PlannerLoop(protocol.get(Planner.class), protocol.get(KnownKeyrings.class));

    @AfterEach
    void close() {
        loop.stop();
        protocol.close();
    }

    @Test
    void planningThatFailsInOneKeyringGoesOnInTheOthers() {
        var broken = protocol.keyring("broken");
        protocol.jdbc()
                .sql("ALTER TABLE run ADD CONSTRAINT fails CHECK (keyring <> %d)".formatted(broken.number()))
                .update();
        protocol.records(broken, 5);
        loop.start();

        for (var keyring : new Keyring[] {Keyring.DEFAULT, protocol.keyring("mail")}) {
            protocol.records(keyring, 5);
            loop.on(new RecordsArrived(keyring, 5));
            await().until(() -> batches(keyring) == 1);
        }
        assertThat(batches(broken)).isZero();

        protocol.jdbc().sql("ALTER TABLE run DROP CONSTRAINT fails").update();
        await().until(() -> batches(broken) == 1);
    }

    private long batches(Keyring keyring) {
        return protocol.count("SELECT count(*) FROM batch WHERE keyring = " + keyring.number());
    }
}
