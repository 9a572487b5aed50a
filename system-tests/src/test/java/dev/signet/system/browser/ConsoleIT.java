package dev.signet.system.browser;

import static dev.signet.system.browser.Chromium.awaitLive;
import static dev.signet.system.browser.Chromium.awaitReady;
import static dev.signet.system.browser.Chromium.awaitText;
import static dev.signet.system.browser.Chromium.tabTo;
import static dev.signet.system.browser.Chromium.typeToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.signet.cli.progress.Progress.State;
import dev.signet.contract.RecordId;
import dev.signet.system.Service;
import dev.signet.system.TestSystem;
import java.io.IOException;
import java.nio.file.Files;
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
        SteeredSigners.refuse();
        system = TestSystem.create()
                .with("signet.batch-size", 50)
                .with("signet.failure.retry-delay", "20ms")
                .with("signet.signer.concurrency", 2)
                .startAll();
        console = new RunningConsole(system, "--signet.audit-url=" + system.url(Service.AUDIT));
    }

    @AfterEach
    void end() {
        SteeredSigners.letGo();
        console.close();
        system.close();
    }

    private void steerTheWorker() {
        system.stop(Service.SIGNING);
        system.start(Service.SIGNING, SteeredSigners.class);
    }

    private String token() throws IOException {
        return Files.readString(system.operatorFile()).strip();
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
                    () => { const watch = (place, seen) => new MutationObserver(() => seen(document.querySelector(place).textContent))
                            .observe(document.querySelector(place), { subtree: true, childList: true, characterData: true });
                            window.seen = []; watch('.percent span', text => window.seen.push(Number(text)));
                            window.etas = []; watch('#eta', text => window.etas.push(text)); }
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
            assertThat(String.valueOf(page.evaluate("window.etas.join('|')")).split("\\|"))
                    .as("the time left")
                    .anyMatch(eta -> eta.matches("\\d+(\\.\\d)? s|\\d+ min \\d\\d s"))
                    .endsWith("–");
            page.waitForFunction("() => document.querySelectorAll('.promises .kept').length === 6");
            assertThat(page.locator(".promises b").allTextContents())
                    .containsOnly("0")
                    .hasSize(6);
            assertThat(page.locator("#counted-at").textContent())
                    .as("the promises are another sample than the progress")
                    .matches("\\d\\d:\\d\\d:\\d\\d");
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

    @Test
    void heldKeysAreShownWithTheirBatchesAndTheRunIsPausedAndResumed() throws Exception {
        steerTheWorker();
        SteeredSigners.hold();
        system.seed(200, 2);
        await().until(() -> system.count("SELECT count(*) FROM keys.signing_key WHERE state = 'LEASED'") == 2);
        try (var person = chromium.person()) {
            var page = person.newPage();
            page.navigate(console.url() + "keys");
            var held = page.locator("tr[data-state=LEASED]");
            assertThat(held.locator(".tag").allTextContents()).containsExactly("in use", "in use");
            assertThat(held.locator("a[href^='batches/']").allTextContents())
                    .containsExactlyInAnyOrderElementsOf(
                            system.texts("SELECT batch_id FROM keys.key_lease WHERE state = 'ACTIVE'"));
            assertThat(held.locator("td:nth-child(5)").allTextContents())
                    .as("for how long")
                    .hasSize(2)
                    .allMatch(time -> time.matches("\\d+ ms|\\d+(\\.\\d)? s"));
            assertThat(page.locator(".figures b").first().textContent()).isEqualTo("2");
            awaitReady(page);
            assertThat(page.locator("#read-at").textContent()).matches("\\d\\d:\\d\\d:\\d\\d");

            page.navigate(console.url() + "runs");
            awaitReady(page);
            page.click("#region .operate:has-text('Pause')");
            typeToken(page, token());
            awaitText(page, "#toast", "Nothing more is handed out.");
            awaitText(page, "#region .tag", "paused");
            await().until(() -> system.progress().state() == State.PAUSED);
            page.click("#region .operate:has-text('Resume')");
            awaitText(page, "#toast", "The run goes on.");
            awaitText(page, "#region .tag", "running");
            await().until(() -> system.progress().state() != State.PAUSED);
        }
        SteeredSigners.letGo();
        system.assertProved(200);
        chromium.assertNoComplaints();
    }

    @Test
    void pausedViewStandsStillWhileTheRunGoesOn() {
        steerTheWorker();
        SteeredSigners.hold();
        system.seed(200, 2);
        try (var person = chromium.person()) {
            var still = person.newPage();
            still.navigate(console.url());
            awaitLive(still);
            awaitText(still, "#run .state", "running");
            awaitText(still, "#signed", "0");
            still.keyboard().press("p");
            awaitText(still, "#link-text", "paused");
            var live = person.newPage();
            live.navigate(console.url());
            awaitLive(live);

            SteeredSigners.letGo();
            awaitText(live, "#signed", "200");
            awaitText(live, "#run .state", "completed");

            assertThat(still.locator("#signed").textContent()).isEqualTo("0");
            assertThat(still.locator("#run .state").textContent()).isEqualTo("running");
            still.click("#pause");
            awaitText(still, "#signed", "200");
            awaitText(still, "#run .state", "completed");
        }
        chromium.assertNoComplaints();
    }

    @Test
    void whatCouldNotBeSignedIsReplayedByKeyboardFromTheListAndFromItsBatch() throws Exception {
        steerTheWorker();
        SteeredSigners.refuse(new RecordId(3), new RecordId(7));
        system.seed(10, 2);
        assertThat(system.untilEnded().state()).isEqualTo(State.COMPLETED_WITH_QUARANTINE);
        try (var person = chromium.person()) {
            var page = person.newPage();
            page.navigate(console.url() + "parked");
            awaitLive(page);
            awaitText(page, "nav a[href=parked] .badge", "2");
            assertThat(page.locator(".cases .why").allTextContents())
                    .hasSize(2)
                    .allMatch(why -> why.contains("is not one we sign"));
            SteeredSigners.refuse();

            tabTo(page, ".cases button");
            page.keyboard().press("Enter");
            page.waitForSelector("#operator-dialog[open]");
            page.keyboard().press("Escape");
            page.waitForFunction("() => !document.getElementById('operator-dialog').open");
            assertThat(page.locator(".cases li").count()).isEqualTo(2);
            tabTo(page, ".cases button");
            page.keyboard().press("Enter");
            typeToken(page, token());
            awaitText(page, "#toast", "The batch is handed out again.");
            page.waitForFunction("() => document.querySelectorAll('.cases li').length === 1");

            page.click(".cases a[href^='batches/']");
            awaitText(page, ".tag.big", "quarantined");
            awaitReady(page);
            tabTo(page, "form[action$='/replay'] button");
            page.keyboard().press("Enter");
            awaitText(page, "#toast", "The batch is handed out again.");
            awaitText(page, ".tag.big", "signed");
            awaitText(page, "nav a[href=parked] .badge", "");
        }
        system.assertProved(10);
        chromium.assertNoComplaints();
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
