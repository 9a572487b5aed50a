package dev.signet.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RateLimitTest {
    private final RateLimit limit = new RateLimit(1);

    @Test
    void whoAsksTooOftenIsToldWhenToAskAgain() throws Exception {
        assertThat(ask("10.0.0.1", "/api/v1/progress").getStatus()).isEqualTo(200);
        assertThat(ask("10.0.0.1", "/api/v1/progress").getStatus()).isEqualTo(200);

        var refused = ask("10.0.0.1", "/api/v1/progress");

        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isIn("1", "2");
        assertThat(refused.getContentAsString()).contains("/problems/too-many-requests");
    }

    @Test
    void othersAreAnsweredAllTheSame() throws Exception {
        for (var i = 0; i < 3; i++) {
            ask("10.0.0.1", "/api/v1/progress");
        }

        assertThat(ask("10.0.0.2", "/api/v1/progress").getStatus()).isEqualTo(200);
        assertThat(ask("10.0.0.1", "/internal/leases").getStatus()).isEqualTo(200);
    }

    @Test
    void whoTriesOneTokenAfterTheOtherIsToldToWaitToo() throws Exception {
        var tried = new ArrayList<String>();
        var filter = new BearerFilter(
                _ -> Optional.empty(), false, limit, request -> tried.add(String.valueOf(request.getRequestURI())));
        var statuses = new ArrayList<Integer>();
        for (var path : List.of("/api/v1/keys", "/internal/leases", "/runs")) {
            var request = request("10.0.0.1", path);
            request.addHeader("Authorization", "Bearer guess");
            var response = new MockHttpServletResponse();
            filter.doFilter(request, response, new MockFilterChain());
            statuses.add(response.getStatus());
        }

        assertThat(statuses).containsExactly(401, 401, 429);
        assertThat(tried).containsExactly("/api/v1/keys", "/internal/leases");
    }

    @Test
    void loginsAndPagesAreCountedAndHealthIsNot() throws Exception {
        for (var path : List.of("/login", "/runs", "/actuator/health/readiness")) {
            ask("10.0.0.1", path);
        }

        assertThat(ask("10.0.0.1", "/login").getStatus()).isEqualTo(429);
        assertThat(ask("10.0.0.1", "/actuator/health/readiness").getStatus()).isEqualTo(200);
    }

    @Test
    void withoutALimitThereIsNone() throws Exception {
        var none = new RateLimit(0);
        for (var i = 0; i < 1_000; i++) {
            var response = new MockHttpServletResponse();
            none.doFilter(request("10.0.0.1", "/api/v1/progress"), response, new MockFilterChain());
            assertThat(response.getStatus()).isEqualTo(200);
        }
    }

    private MockHttpServletResponse ask(String address, String path) throws Exception {
        var response = new MockHttpServletResponse();
        limit.doFilter(request(address, path), response, new MockFilterChain());
        return response;
    }

    private static MockHttpServletRequest request(String address, String path) {
        var request = new MockHttpServletRequest("GET", path);
        request.setRemoteAddr(address);
        return request;
    }
}
