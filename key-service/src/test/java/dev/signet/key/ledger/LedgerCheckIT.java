package dev.signet.key.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.contract.KeyringName;
import dev.signet.contract.LeaseRequest;
import dev.signet.contract.LeaseRevocation;
import dev.signet.key.RunningKeyService;
import dev.signet.key.Worker;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCheckIT {
    private static final Worker WORKER = new Worker();
    private static final KeyringName MAIL = new KeyringName("mail");

    private static RunningKeyService service;

    @BeforeAll
    static void start(@TempDir Path directory) {
        service = RunningKeyService.start(directory);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void clear() {
        service.clear();
        service.generateKeys(1);
    }

    @Test
    void keyThatIsTakenAgainWhileOneOfAnotherKeyringIsFreeIsNoViolation() {
        service.generateKeys(MAIL, 1);
        use(1);
        use(2);

        assertThat(checked().lruViolations()).isZero();
        assertThat(checked().throughTick())
                .isEqualTo(service.jdbc()
                        .sql("SELECT tick FROM keyring")
                        .query(Long.class)
                        .single());
    }

    @Test
    void keyThatIsTakenAgainWhileAnotherOfItsKeyringIsFreeIsOne() {
        service.generateKeys(MAIL, 2);
        use(3);
        use(4);
        service.jdbc()
                .sql(
                        "UPDATE key_lease SET key_id = (SELECT key_id FROM key_lease WHERE batch_id = 3), token = 99 WHERE batch_id = 4")
                .update();

        assertThat(checked().lruViolations()).isEqualTo(1);
    }

    private static LedgerCheck.Result checked() {
        var check = new LedgerCheck(service.jdbc()); // the service's own still knows the keys of the test before
        check.check();
        return check.result();
    }

    private static void use(long batch) {
        var lease = service.postJson(
                        "/internal/leases", new LeaseRequest.Group(List.of(WORKER.request(MAIL, batch, 0))))
                .at("/replies/0/leaseId")
                .asString();
        var over = service.post("/internal/leases/%s/revocation".formatted(lease), new LeaseRevocation.Request(false));
        assertThat(over.statusCode()).isEqualTo(200);
    }
}
