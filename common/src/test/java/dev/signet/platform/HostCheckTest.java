package dev.signet.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class HostCheckTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:8084", "[::1]", "[::1]:8084"})
    void whoIsForThisMachineGoesByItsNames(String host) throws Exception {
        assertThat(answers("127.0.0.1", List.of(), host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8084",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "evil.example:localhost",
                "[::1].evil.example",
                "[::2]",
                "10.0.0.1",
                ""
            })
    void whoIsForThisMachineGoesByNoOtherName(String host) throws Exception {
        assertThat(answers("127.0.0.1", List.of(), host)).isFalse();
        assertThat(answers("::1", List.of(), host)).isFalse();
    }

    @Test
    void whoIsNoBrowserNeedNotNameIt() throws Exception {
        assertThat(answers("127.0.0.1", List.of(), null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
    void namesThatWereToldAreItsOwnWhereverItListens(String address) throws Exception {
        var told = List.of("signet.example.org", " console", "");

        assertThat(answers(address, told, "Signet.Example.org:443")).isTrue();
        assertThat(answers(address, told, "console:8084")).isTrue();
        assertThat(answers(address, told, "localhost")).isTrue();
        assertThat(answers(address, told, "example.org")).isFalse();
    }

    @Test
    void whoListensToOthersDoesNotKnowWhatTheyCallIt() throws Exception {
        assertThat(answers("0.0.0.0", List.of(), "key-service:8081")).isTrue();
        assertThat(answers(null, List.of(), "key-service:8081")).isTrue();
    }

    @Test
    void whoListensToOthersIsFoundByItsAddressToo() throws Exception {
        var told = List.of("signet.example.org");

        assertThat(answers("0.0.0.0", told, "10.0.0.7:8084")).isTrue();
        assertThat(answers("::", told, "[FD00::7]:8084")).isTrue();
        assertThat(answers("0.0.0.0", told, "10.0.0.7.evil.example")).isFalse();
        assertThat(answers("0.0.0.0", told, "[fd00::7].evil.example")).isFalse();
        assertThat(answers("127.0.0.1", told, "10.0.0.7:8084")).isFalse();
    }

    @Test
    void starStandsForAnyName() throws Exception {
        assertThat(answers("127.0.0.1", List.of("*"), "evil.example")).isTrue();
    }

    @Test
    void settingsThatMakeNoSenseAreNamed() {
        assertThatThrownBy(() -> new ListenProperties(null, List.of("http://a.example")))
                .hasMessageContaining("SIGNET_ALLOWED_HOSTS must be names")
                .hasMessageContaining("'http://a.example'");
        assertThatThrownBy(() -> new ListenProperties(null, List.of("a.example:443")))
                .hasMessageContaining("SIGNET_ALLOWED_HOSTS");
        assertThatThrownBy(() -> new ListenProperties(65_536, List.of()))
                .hasMessage("SIGNET_PORT must be from 0 to 65535, not 65536");
        assertThatThrownBy(() -> new ListenProperties(-1, List.of())).hasMessageContaining("SIGNET_PORT");
    }

    private static boolean answers(@Nullable String address, List<String> told, @Nullable String host)
            throws IOException, ServletException {
        var server = new ServerProperties();
        server.setAddress(address == null ? null : InetAddress.getByName(address));
        var request = new MockHttpServletRequest();
        if (host != null) {
            request.addHeader("Host", host);
        }
        var response = new MockHttpServletResponse();
        var chain = new MockFilterChain();
        new HostCheck(new ListenProperties(null, told), server).doFilter(request, response, chain);

        var passed = chain.getRequest() != null;
        assertThat(response.getStatus()).isEqualTo(passed ? 200 : 421);
        assertThat(response.getContentAsString().contains("/problems/unknown-host"))
                .isNotEqualTo(passed);
        return passed;
    }
}
