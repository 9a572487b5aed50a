package dev.signet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.RepeatedTest;

class FreePortTest {
    private static final int OUTGOING = 32_768;

    @RepeatedTest(20)
    void portCanBeListenedOnAndIsNoneThatAnOutgoingConnectionGets() {
        var port = FreePort.any();

        assertThat(port).isLessThan(OUTGOING);
        assertThatCode(() -> new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close())
                .doesNotThrowAnyException();
    }
}
