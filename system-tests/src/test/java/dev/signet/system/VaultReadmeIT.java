package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells people to type about the vault does what it says, and the audit log hears of it. {@link DemoIT} does the same at a demo. */
class VaultReadmeIT {
    @Test
    void everyCommandOfTheVaultWorks(@TempDir Path directory) throws Exception {
        try (var system = TestSystem.create()) {
            system.start(Service.COLLECTION);
            system.start(Service.VAULT);
            try (var console = VaultNode.console(system, system.url(Service.VAULT), directory.resolve("console.log"))) {
                VaultReadme.typeAt(console.uri(), system.operatorFile(), directory);
            }
            assertThat(system.texts("SELECT event ->> 'type' FROM vault.outbox ORDER BY id"))
                    .containsExactly(
                            "dev.signet.vault.stored",
                            "dev.signet.vault.opened",
                            "dev.signet.vault.removed",
                            "dev.signet.vault.stored",
                            "dev.signet.vault.opened",
                            "dev.signet.vault.removed");
        }
    }
}
