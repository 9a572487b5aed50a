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
