package dev.signet.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ForeignPagesTest {
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockFilterChain chain = new MockFilterChain();

    @ParameterizedTest
    @CsvSource({"POST, cross-site", "DELETE, same-site", "PUT, cross-site"})
    void pageOfAnotherSiteChangesNothing(String method, String whereFrom) throws Exception {
        ask(method, whereFrom);

        assertThat(chain.getRequest()).isNull();
        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.getContentAsString()).contains("/problems/foreign-page");
    }

    @ParameterizedTest
    @CsvSource({"POST, same-origin", "POST, none", "GET, cross-site", "HEAD, same-site"})
    void ourOwnPagesAndThoseWhoOnlyReadAreAnswered(String method, String whereFrom) throws Exception {
        ask(method, whereFrom);

        assertThat(chain.getRequest()).isNotNull();
    }

    @Test
    void programIsAnswered() throws Exception {
        new ForeignPages().doFilter(new MockHttpServletRequest("POST", "/api/v1/keys"), response, chain);

        assertThat(chain.getRequest()).isNotNull();
    }

    private void ask(String method, String whereFrom) throws Exception {
        var request = new MockHttpServletRequest(method, "/api/v1/keys");
        request.addHeader("Sec-Fetch-Site", whereFrom);
        new ForeignPages().doFilter(request, response, chain);
    }
}
