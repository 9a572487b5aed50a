package dev.signet.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.standalone.SystemOptions.BadOption;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SystemOptionsTest {
    private static final URI CONSOLE = URI.create("http://127.0.0.1:8080");

    @Test
    void portThatIsTakenIsRefusedWithWhatToDo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = options("--port", String.valueOf(taken.getLocalPort()));

            assertThatThrownBy(() -> options.check(0))
                    .isInstanceOf(BadOption.class)
                    .hasMessage("--port %d is in use already; free it, or name another one", taken.getLocalPort());
        }
    }

    @Test
    void whatEndsNamesTheCommandThatStays() {
        assertThat(options().next("signet demo", CONSOLE))
                .singleElement()
                .asString()
                .startsWith("./signet demo --port 8080 --keep-running ");
    }

    @Test
    void whatStaysNamesItsDashboardAndHowToProveItAgain() {
        assertThat(options("--keep-running").next("signet demo", CONSOLE))
                .containsExactly("http://127.0.0.1:8080", "./signet verify all --server http://127.0.0.1:8080");
    }

    private static SystemOptions options(String... given) {
        return CommandLine.populateCommand(new SystemOptions(), given);
    }
}
