package dev.signet.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class PublicPathTest {
    @Test
    void pathComesFromTheProxyElseFromTheSetting() {
        assertThat(new PublicPath("").base(asking(""))).isEqualTo("/");
        assertThat(new PublicPath("/signet").base(asking(""))).isEqualTo("/signet/");
        assertThat(new PublicPath("/signet").base(asking("/ops/s"))).isEqualTo("/ops/s/");
    }

    @Test
    void headerThatLeadsElsewhereCountsForNothing() {
        assertThat(new PublicPath("").base(asking("//evil.example"))).isEqualTo("/");
        assertThat(new PublicPath("").base(asking("https://evil.example/"))).isEqualTo("/");
        assertThat(new PublicPath("").base(asking("/a\"><script>"))).isEqualTo("/");
    }

    @Test
    void addressIsTheOneThatPeopleUse() {
        var request = asking("/signet");
        request.addHeader("Host", "ops.example:8443");
        assertThat(new PublicPath("").address(request)).isEqualTo("http://ops.example:8443/signet/");

        request.addHeader("X-Forwarded-Proto", "https");
        assertThat(new PublicPath("").address(request)).isEqualTo("https://ops.example:8443/signet/");
    }

    @Test
    void settingThatIsNoPathIsRefused() {
        assertThatThrownBy(() -> new PublicPath("signet")).hasMessageContaining("SIGNET_PUBLIC_PATH");
    }

    private static MockHttpServletRequest asking(String prefix) {
        var request = new MockHttpServletRequest();
        if (!prefix.isEmpty()) {
            request.addHeader("X-Forwarded-Prefix", prefix);
        }
        return request;
    }
}
