package dev.signet.signing.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.platform.ServiceMain;
import dev.signet.signing.SigningApplication;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartIT {
    @TempDir
    private Path tokens;

    @Test
    void brokerThatIsNotThereStopsTheStartWithOneSentence() throws Exception {
        Files.writeString(tokens.resolve("signing-service.token"), "secret");
        var worker = SigningApplication.application();

        assertThatThrownBy(() -> worker.run(
                        "--signet.amqp-url=amqp://guest:guest@127.0.0.1:1",
                        "--signet.amqp.profile=embedded",
                        "--signet.tokens.dir=" + tokens,
                        "--signet.collection-url=http://127.0.0.1:1",
                        "--signet.key-url=http://127.0.0.1:1",
                        "--signet.port=0"))
                .satisfies(failure -> assertThat(ServiceMain.reason(failure))
                        .startsWith("the AMQP broker at 127.0.0.1:1 cannot be reached")
                        .contains("SIGNET_AMQP_URL"));
    }
}
