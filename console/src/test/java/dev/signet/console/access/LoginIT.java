package dev.signet.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.console.ConsoleApplication;
import dev.signet.console.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

class LoginIT {
    private static final String VIEWER = "v".repeat(43);
    private static final String OPERATOR = "o".repeat(43);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext console;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        var tokens = Files.writeString(
                directory.resolve("tokens"),
                Tokens.line("ada viewer", VIEWER)
                        + Tokens.line("grace operator", OPERATOR)
                        + Tokens.line("shop submitter", tokenOf("submitter"))
                        + Tokens.line("joan auditor", tokenOf("auditor"))
                        + Tokens.line("edith key-admin", tokenOf("key-admin")));
        console = ConsoleApplication.application()
                .run(
                        "--signet.port=0",
                        "--signet.collection-url=http://127.0.0.1:1",
                        "--signet.key-url=http://127.0.0.1:1",
                        "--signet.audit.enabled=false",
                        "--signet.people.anonymous=none",
                        "--signet.people.tokens-file=" + tokens);
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void browserWithoutATokenIsLedToTheLoginAndBack() throws Exception {
        var led = page("/runs?limit=3", "");
        assertThat(led.statusCode()).isEqualTo(303);
        assertThat(led.headers().firstValue("Location")).hasValue("/login?to=runs%3Flimit%3D3");

        var asked = page("/login?to=runs%3Flimit%3D3", "");
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body()).contains("value=\"runs?limit=3\"");

        var entered = send(login(VIEWER, "runs%3Flimit%3D3"));
        assertThat(entered.statusCode()).isEqualTo(303);
        assertThat(entered.headers().firstValue("Location")).hasValue("/runs?limit=3");
        assertThat(cookie(entered))
                .contains("signet-viewer=" + VIEWER, "HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Max-Age", "Expires");

        assertThat(page("/runs?limit=3", cookie(entered)).statusCode()).isNotIn(303, 401, 403);
    }

    @Test
    void wrongTokenIsToldSoAndKeptNowhere() throws Exception {
        var refused = send(login("x".repeat(43), ""));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("That token is nobody’s").doesNotContain("x".repeat(43));
        assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)"
    })
    void nobodyIsLedElsewhere(String to) throws Exception {
        var entered = send(login(VIEWER, URLEncoder.encode(to, StandardCharsets.UTF_8)));

        assertThat(entered.headers().firstValue("Location")).hasValue("/");
    }

    @Test
    void cookieLetsLookAndNothingElse() throws Exception {
        var cookie = "signet-viewer=" + OPERATOR;

        var done = send(request("/api/v1/operator").header("Cookie", cookie).POST(BodyPublishers.noBody()));
        assertThat(done.statusCode()).isEqualTo(401);
        assertThat(send(request("/api/v1/operator")
                                .header("Authorization", "Bearer " + OPERATOR)
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(204);
        assertThat(send(request("/api/v1/operator")
                                .header("Authorization", "Bearer " + VIEWER)
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"submitter", "auditor", "key-admin"})
    void nobodyElseIsTheOperator(String role) throws Exception {
        assertThat(send(request("/api/v1/operator")
                                .header("Authorization", "Bearer " + tokenOf(role))
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(403);
    }

    private static String tokenOf(String role) {
        return role.repeat(10);
    }

    @Test
    void cookieThatIsNoLongerGoodIsAsNone() throws Exception {
        assertThat(page("/", "signet-viewer=" + "x".repeat(43)).statusCode()).isEqualTo(303);
    }

    @Test
    void whoseTokenDoesNotLetHimSeeAPageIsAskedForAnother() throws Exception {
        assertThat(page("/audit", "signet-viewer=" + VIEWER).statusCode()).isEqualTo(303);
        assertThat(page("/login?to=audit", "signet-viewer=" + VIEWER).body()).contains("<b>ada</b>");
    }

    @Test
    void programsAreToldInsteadOfLed() throws Exception {
        var nobody = send(request("/api/v1/progress"));
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(nobody.body()).contains("/problems/unauthenticated");

        var wrong = send(request("/api/v1/progress").header("Authorization", "Bearer " + "x".repeat(43)));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");

        var lacking = send(request("/api/v1/events").header("Authorization", "Bearer " + VIEWER));
        assertThat(lacking.statusCode()).isEqualTo(403);
        assertThat(lacking.body()).contains("/problems/not-allowed");
    }

    @Test
    void pageOfAnotherSiteLogsNobodyIn() throws Exception {
        var answer = send(login(VIEWER, "").header("Sec-Fetch-Site", "cross-site"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void forgettingTakesTheCookieBack() throws Exception {
        var left = send(request("/logout").POST(BodyPublishers.noBody()));

        assertThat(left.statusCode()).isEqualTo(303);
        assertThat(cookie(left)).contains("signet-viewer=;", "Max-Age=0");
    }

    private static HttpRequest.Builder login(String token, String to) {
        return request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=%s&to=%s".formatted(token, to)));
    }

    private static HttpResponse<String> page(String path, String cookie) throws Exception {
        var request = request(path).header("Accept", "text/html");
        return send(cookie.isEmpty() ? request : request.header("Cookie", cookie));
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow();
    }

    private static HttpRequest.Builder request(String path) {
        var port = console.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
