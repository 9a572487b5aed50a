package dev.signet.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.system.check.Checks;
import dev.signet.system.check.Evidence;
import dev.signet.system.check.Violation;
import dev.signet.vaultclient.HttpVault;
import dev.signet.vaultclient.VaultSettings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The check of the vault's tables finds nothing in those of a good run, and what is wrong with others. */
class VaultCheckIT {
    private static final String ANOTHER_VERSION = """
            INSERT INTO vault.item (locator, index_version, version, opener, bound_to, share, stored_at, payload_mac, payload_bytes, records)
            SELECT locator, index_version, 2, sha256(opener), bound_to, share, stored_at, payload_mac, payload_bytes, records
              FROM vault.item
             WHERE removed_at IS NULL
            """;

    private static TestSystem signet;

    @BeforeAll
    static void keepTwoItemsAndRemoveOne() {
        signet = TestSystem.create();
        signet.start(Service.COLLECTION);
        signet.start(Service.AUDIT);
        signet.start(Service.VAULT);
        try (var vault = HttpVault.at(VaultSettings.of(signet.url(Service.VAULT)))) {
            vault.store("kept".getBytes(UTF_8), "payload".getBytes(UTF_8));
            var removed = "removed".getBytes(UTF_8);
            vault.remove(removed, vault.store(removed, new byte[0]));
        }
        await().until(() -> signet.count("SELECT count(*) FROM vault.outbox") == 0);
    }

    @AfterAll
    static void stop() {
        signet.close();
    }

    private static List<String> found() throws Exception {
        return Checks.found(Checks.vault(), Evidence.ofTables(signet.servers())).stream()
                .map(Violation::what)
                .toList();
    }

    @Test
    void nothingIsFoundWhereAllIsWell() throws Exception {
        assertThat(signet.count("SELECT count(*) FROM vault.item WHERE stored_at IS NOT NULL"))
                .isEqualTo(2);
        assertThat(found()).isEmpty();
    }

    static Stream<Arguments> tamperings() {
        return Stream.of(
                Arguments.of(
                        "UPDATE vault.item SET records = records || 4711::bigint WHERE removed_at IS NULL",
                        "its record 4711 is not there",
                        "UPDATE vault.item SET records = array_remove(records, 4711::bigint)"),
                Arguments.of(ANOTHER_VERSION, "done 1 times, told 0 times", "DELETE FROM vault.item WHERE version = 2"),
                Arguments.of(
                        "UPDATE vault.item SET removed_at = NULL, share = sha256('x') WHERE removed_at IS NOT NULL",
                        "done 0 times, told 1 times",
                        "UPDATE vault.item SET removed_at = stored_at, share = NULL WHERE share = sha256('x')"),
                Arguments.of(
                        "INSERT INTO vault.outbox_refused VALUES (1, '{\"id\":\"x\"}', 'INVALID', 'because')",
                        "the audit log did not take x: INVALID because",
                        "DELETE FROM vault.outbox_refused"));
    }

    @ParameterizedTest
    @MethodSource("tamperings")
    void whatIsWrongIsFound(String tampering, String finding, String undoing) throws Exception {
        signet.execute(tampering);
        try {
            assertThat(found()).singleElement().asString().contains(finding);
        } finally {
            signet.execute(undoing);
        }
    }
}
