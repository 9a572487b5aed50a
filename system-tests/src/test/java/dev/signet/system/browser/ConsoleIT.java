package dev.signet.system.browser;

import static dev.signet.system.browser.Chromium.awaitLive;
import static dev.signet.system.browser.Chromium.awaitReady;
import static dev.signet.system.browser.Chromium.awaitText;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.signet.system.Service;
import dev.signet.system.TestSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs, and services that come and go, as they are seen in a browser. {@code -Dsignet.screenshots=DIR} keeps pictures of them. */
class ConsoleIT {
    private static Chromium chromium;

    private TestSystem system;
    private RunningConsole console;

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void endBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void start() {
        system = TestSystem.create()
                .with("signet.batch-size", 50)
                .with("signet.signer.concurrency", 2)
                .startAll();
        console = new RunningConsole(system, "--signet.audit-url=" + system.url(Service.AUDIT));
    }

    @AfterEach
    void end() {
        console.close();
        system.close();
    }

    @Test
    void runIsWatchedFromNothingToTheEnd() {
        try (var person = chromium.person(how -> how.setColorScheme(ColorScheme.LIGHT))) {
            var page = person.newPage();
            page.navigate(console.url());
            awaitLive(page);
            assertThat(page.locator(".empty-state").isVisible())
                    .as("says what to do when there is nothing")
                    .isTrue();
            page.evaluate("""
                    () => { window.seen = []; new MutationObserver(() => window.seen.push(Number(document.querySelector('.percent span').textContent)))
                            .observe(document.querySelector('.percent'), { subtree: true, childList: true, characterData: true }); }
                    """);

            system.seed(15_000, 20);
            page.waitForFunction("() => Number(document.querySelector('.percent span').textContent) > 40");
            awaitText(page, "#run .state", "running");
            Pictures.window(page, "overview");
            awaitText(page, ".percent span", "100.0");
            awaitText(page, "#run .state", "completed");

            awaitText(page, "#signed", "15,000");
            assertThat(seen(page))
                    .as("it only ever rises")
                    .isSorted()
                    .hasSizeGreaterThan(3)
                    .endsWith(100.0);
            page.waitForFunction("() => document.querySelectorAll('.promises .kept').length === 6");
            assertThat(page.locator(".promises b").allTextContents())
                    .containsOnly("0")
                    .hasSize(6);
            assertThat(page.locator("#chart canvas").count()).isEqualTo(1);
            assertThat(page.locator("#services tr[data-state=UP]").count())
                    .as("all but the vault, which is not there")
                    .isEqualTo(5);
            assertThat(page.title()).startsWith("Overview");
            otherPictures(page);
        }
        system.assertProved(15_000);
        chromium.assertNoComplaints();
    }

    @Test
    void serviceThatIsRestartedInMidRunIsShownAsAwayUntilItIsBack() {
        try (var person = chromium.person()) {
            var page = person.newPage();
            page.navigate(console.url());
            awaitLive(page);
            system.seed(12_000, 10);
            page.waitForFunction("() => Number(document.querySelector('.percent span').textContent) > 10");

            system.stop(Service.COLLECTION);
            page.waitForSelector("#trouble:not(.gone)");
            assertThat(page.locator("#trouble-text").textContent()).startsWith("collection-service cannot be reached.");
            page.waitForSelector("body.stale");
            page.waitForSelector("#services tr[data-state=AWAY]:has-text('collection-service')");
            Pictures.window(page, "stale");

            system.start(Service.COLLECTION);
            page.waitForSelector("#trouble", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.HIDDEN));
            awaitText(page, ".percent span", "100.0");
            awaitLive(page);
        }
        system.assertProved(12_000);
    }

    @Test
    void consoleThatIsRestartedIsListenedToAgain() {
        try (var person = chromium.person()) {
            var page = person.newPage();
            page.navigate(console.url());
            awaitLive(page);

            console.stop();
            page.waitForFunction("() => document.getElementById('link-text').textContent.startsWith('reconnecting')");
            assertThat(page.locator("body.stale").count()).isEqualTo(1);
            console.start();

            awaitLive(page);
            assertThat(page.locator("body.stale").count()).isZero();
        }
    }

    @Test
    void unreachableServiceIsSaidOnEveryPageAndByTheApi() throws Exception {
        system.stop(Service.KEYS);
        try (var person = chromium.person()) {
            var page = person.newPage();

            var answer =
                    Optional.ofNullable(page.navigate(console.url() + "keys")).orElseThrow();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(page.locator("main").textContent()).contains("key-service cannot be reached.");
            var api = person.request().get(console.url() + "api/v1/keys");
            assertThat(api.status()).isEqualTo(503);
            assertThat(api.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(api.text()).contains("/problems/service-unreachable");
        }
    }

    private static List<Double> seen(Page page) {
        var seen = new ArrayList<Double>();
        for (var number : (List<?>) page.evaluate("window.seen")) {
            seen.add(((Number) Optional.ofNullable(number).orElseThrow()).doubleValue());
        }
        return seen;
    }

    private void otherPictures(Page page) {
        page.navigate(console.url() + "keys");
        awaitLive(page);
        Pictures.window(page, "keys");
        page.navigate(console.url() + "audit");
        awaitText(page, "#proof .tag", "all promised");
        Pictures.window(page, "audit");
        page.navigate(console.url() + "records/42");
        awaitReady(page);
        page.click("#verify-here");
        page.waitForSelector("#verdict.ok");
        Pictures.window(page, "record");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.setViewportSize(390, 844);
        page.navigate(console.url());
        awaitLive(page);
        Pictures.window(page, "phone");
    }
}
