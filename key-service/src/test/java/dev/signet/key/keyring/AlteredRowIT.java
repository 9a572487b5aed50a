package dev.signet.key.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.key.RunningKeyService;
import dev.signet.key.Worker;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody who owns the database may do to a key's row. */
class AlteredRowIT {
    private static RunningKeyService service;

    @BeforeAll
    static void start(@TempDir Path directory) {
        service = RunningKeyService.start(directory);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public_key = set_byte(public_key, 20, get_byte(public_key, 20) # 1)",
                "algorithm = 'ES256'",
                "kid = reverse(kid)",
                "wrapped_dek = set_byte(wrapped_dek, 20, get_byte(wrapped_dek, 20) # 1)",
                "sealed_key = set_byte(sealed_key, 20, get_byte(sealed_key, 20) # 1)",
                "sealed_key = substring(sealed_key FROM 1 FOR 7)",
                "wrapped_dek = (SELECT wrapped_dek FROM signing_key ORDER BY id DESC LIMIT 1)",
                "sealed_key = (SELECT sealed_key FROM signing_key ORDER BY id DESC LIMIT 1)"
            })
    void rowThatWasEditedOrSwappedIsNeverHandedOutAndLeaves(String edit) {
        service.clear();
        service.generateKeys(2);
        service.jdbc()
                .sql("UPDATE signing_key SET " + edit + " WHERE id = (SELECT min(id) FROM signing_key)")
                .update();

        assertThat(leased(1)).isEqualTo("REFUSED");

        assertThat(leased(2)).isEqualTo("GRANTED");
        assertThat(service.jdbc()
                        .sql("SELECT state FROM signing_key ORDER BY id")
                        .query(String.class)
                        .list())
                .isEqualTo(List.of("DISABLED", "LEASED"));
    }

    private static String leased(int batch) {
        return service.postJson("/internal/leases", new Worker().call(batch, 0))
                .at("/replies/0/outcome")
                .asString("");
    }
}
