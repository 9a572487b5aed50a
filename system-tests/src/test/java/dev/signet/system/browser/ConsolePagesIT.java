package dev.signet.system.browser;

import static dev.signet.system.browser.Chromium.awaitLive;
import static dev.signet.system.browser.Chromium.awaitReady;
import static dev.signet.system.browser.Chromium.awaitText;
import static dev.signet.system.browser.Chromium.tabTo;
import static dev.signet.system.browser.Chromium.typeToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.signet.contract.Algorithm;
import dev.signet.system.TestSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the pages are like, on a system whose run has ended, with keys of each kind, a parked message, an audit log and a vault. */
class ConsolePagesIT {
    private static final String LIGHT = "rgb(246, 247, 249)";
    private static final String DARK = "rgb(17, 20, 27)";
    private static final List<String> PAGES_OF_ANY = List.of(
            "",
            "batches",
            "batches/1",
            "keys",
            "records",
            "records/1",
            "records/5",
            "intake",
            "parked",
            "runs",
            "audit",
            "audit/0",
            "vault",
            "docs");

    private static Chromium chromium;
    private static TestSystem system;
    private static RunningAuditLog audit;
    private static RunningVault vault;
    private static RunningConsole console;
    private static List<String> pages = List.of();
    /** Of a record whose signature browsers can verify. */
    private static String verifiable = "";

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        system = TestSystem.create().with("signet.batch-size", 5).startAll();
        system.seed(0, 2).seed(0, 3, Algorithm.ES256).seed(0, 4, Algorithm.PS256);
        system.seed(0, 1, Algorithm.ML_DSA_65);
        system.seed(60, 4, Algorithm.PS256); // the same keys: now each of the ten signs one of the twelve batches
        system.untilEnded();
        verifiable = recordOf(Algorithm.ED25519);
        pages = Stream.concat(
                        PAGES_OF_ANY.stream(),
                        system.texts("SELECT 'keys/' || kid FROM keys.signing_key ORDER BY id LIMIT 1").stream())
                .toList();
        park("7", "the body is larger than 16 MB");
        audit = new RunningAuditLog();
        audit.submit("""
                {"specversion":"1.0", "id":"1", "source":"/a-rather-long-source/of-an-application", "type":"com.example.customer.account.created",
                 "subject":"customer-42", "actor":"alice", "outcome":"success", "data":{"customerId":42, "note":"%s"}}
                """.formatted("long".repeat(50)));
        vault = new RunningVault(system);
        console = new RunningConsole(system, audit.setting(), vault.setting());
    }

    private static void park(String messageId, String reason) {
        system.execute("""
                INSERT INTO collection.parked_message (message_id, queue, exchange, routing_key, type, reason, body)
                VALUES ('%s', 'collection-service.intake', 'signet.intake', 'orders', '', '%s', 'hello')
                """.formatted(messageId, reason));
    }

    private static String recordOf(Algorithm algorithm) {
        return system.texts("SELECT first_record_id FROM collection.batch WHERE algorithm = '%s' ORDER BY id"
                        .formatted(algorithm))
                .getFirst();
    }

    @AfterAll
    static void end() {
        if (console != null) {
            console.close();
            vault.close();
            audit.close();
            system.close();
            chromium.close();
        }
    }

    @Test
    void sevenTabsShareOneConnection() {
        var before = StreamCount.OPENED.get();
        try (var person = chromium.person()) {
            assertAllLive(person, 7);

            assertThat(StreamCount.OPENED.get() - before).isEqualTo(1);
        }
        chromium.assertNoComplaints();
    }

    @Test
    void tabsShareOneConnectionWhereThereAreNoSharedWorkers() {
        var before = StreamCount.OPENED.get();
        try (var person = chromium.person()) {
            person.addInitScript("delete globalThis.SharedWorker");
            assertAllLive(person, 3);
            assertThat(StreamCount.OPENED.get() - before).isEqualTo(1);

            person.pages().getFirst().close();

            awaitLive(person.pages().getLast());
            await().until(() -> StreamCount.OPENED.get() - before == 2); // another tab has taken over
        }
        chromium.assertNoComplaints();
    }

    private static void assertAllLive(BrowserContext person, int tabs) {
        for (int i = 0; i < tabs; i++) {
            var tab = person.newPage();
            tab.navigate(console.url() + (i % 2 == 0 ? "" : "batches"));
            awaitLive(tab);
        }
    }

    @Test
    void progressIsAskedForWhereThereIsNoStream() {
        try (var person = chromium.person()) {
            person.addInitScript("delete globalThis.SharedWorker; delete globalThis.BroadcastChannel");
            person.route("**/api/v1/stream", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
            var page = person.newPage();
            page.navigate(console.url());

            awaitText(page, "#link-text", "every 2 s");
        }
    }

    @Test
    void everyPageFitsAPhone() {
        try (var person = chromium.person(how -> how.setViewportSize(360, 740))) {
            var page = person.newPage();
            for (var each : pages) {
                page.navigate(console.url() + each);
                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                        .as("width of /" + each)
                        .isEqualTo(360);
            }
        }
        chromium.assertNoComplaints();
    }

    @Test
    void colorsAreThoseOfTheSystemUntilSomebodyChoosesOthers() {
        try (var person = chromium.person(how -> how.setColorScheme(ColorScheme.DARK))) {
            var page = person.newPage();
            page.navigate(console.url());
            awaitReady(page);
            assertThat(background(page)).isEqualTo(DARK);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            assertThat(background(page)).isEqualTo(LIGHT);

            page.keyboard().press("t");
            assertThat(background(page)).isEqualTo(DARK);
            page.navigate(console.url() + "keys");
            awaitReady(page);
            assertThat(background(page)).as("on the next page too").isEqualTo(DARK);
            page.click("#theme");
            assertThat(background(page)).isEqualTo(LIGHT);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            assertThat(background(page)).as("as it was chosen").isEqualTo(LIGHT);
        }
        chromium.assertNoComplaints();
    }

    private static String background(Page page) {
        return String.valueOf(page.evaluate("getComputedStyle(document.body).backgroundColor"));
    }

    @Test
    void everythingCanBeReachedByKeyboard() {
        try (var person = chromium.person()) {
            var page = person.newPage();
            page.navigate(console.url());
            awaitLive(page);
            page.keyboard().press("Tab");
            assertThat(focused(page)).isEqualTo("Skip to the content");
            page.keyboard().press("Enter");
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("main");

            page.keyboard().press("?");
            page.waitForSelector("#help-dialog[open]");
            assertThat(page.locator("#help-dialog kbd").allTextContents())
                    .as("every page has a key, and each is listed")
                    .hasSizeGreaterThan(page.locator("nav[aria-label=Pages] a").count())
                    .containsAll(
                            strings(
                                    page.evaluate(
                                            "[...document.querySelectorAll('nav[aria-label=Pages] a')].map(a => a.dataset.key ?? a.href)")));
            page.keyboard().press("Escape");
            page.keyboard().press("p");
            awaitText(page, "#link-text", "paused");
            page.keyboard().press("p");
            awaitLive(page);
            goes(page, "b", "Batches");
            goes(page, "k", "Keys");
            goes(page, "r", "Records");
            goes(page, "i", "Intake");
            goes(page, "d", "Parked and quarantined");
            goes(page, "u", "Runs");
            goes(page, "a", "Audit log");
            goes(page, "v", "Vault");
            goes(page, "d", "Parked and quarantined");
            awaitReady(page);
            page.keyboard().press("/");
            page.waitForURL("**/records#find");
            page.waitForFunction("() => document.activeElement.id === 'find'");
            page.keyboard().type(verifiable);
            page.keyboard().press("Enter");
            page.waitForURL("**/records/" + verifiable);
            page.keyboard().press("Tab");
            assertThat((String) page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                    .as("what has the focus is seen")
                    .isNotEqualTo("none");
            awaitReady(page);
            tabTo(page, "#verify-here");
            page.keyboard().press("Enter");
            page.waitForSelector("#verdict.ok");
            goes(page, "o", "Overview");
        }
        chromium.assertNoComplaints();
    }

    private static void goes(Page page, String key, String heading) {
        awaitReady(page);
        page.keyboard().press(key);
        awaitText(page, "main h1", heading);
    }

    private static List<String> strings(@Nullable Object evaluated) {
        return ((List<?>) Objects.requireNonNull(evaluated))
                .stream().map(String::valueOf).toList();
    }

    private static String focused(Page page) {
        return String.valueOf(page.evaluate("document.activeElement.textContent.trim()"));
    }

    @Test
    void numbersAreThereWithoutAnyScript() {
        try (var scripted = chromium.person();
                var plain = chromium.person(how -> how.setJavaScriptEnabled(false))) {
            var live = scripted.newPage();
            live.navigate(console.url());
            awaitLive(live);
            var page = plain.newPage();
            page.navigate(console.url());

            for (var place : List.of("#signed", ".percent span", "#run .state", ".figures", ".promises", ".pairs")) {
                assertThat(words(page, place))
                        .as(place)
                        .isEqualTo(words(live, place))
                        .isNotBlank();
            }
            for (var each : pages) {
                page.navigate(console.url() + each);
                assertThat(page.locator("main").textContent()).as("/" + each).isNotBlank();
            }
            page.navigate(console.url() + "records");
            page.fill("#find", "7");
            page.click(".find button");
            assertThat(page.url()).endsWith("/records/7");
            assertThat(page.locator("#pause").isVisible()).isFalse();
        }
    }

    private static String words(Page page, String place) {
        return page.locator(place).first().textContent().replaceAll("\\s+", " ").strip();
    }

    @Test
    void itWorksBehindAPathThatAProxyHides() throws IOException {
        try (var proxy = new PrefixProxy(console.at("/"), "/ops/signet");
                var person = chromium.person()) {
            var page = person.newPage();
            var foreign = new ArrayList<String>();
            person.onRequest(request -> {
                if (!request.url().startsWith(proxy.url())) {
                    foreign.add(request.url());
                }
            });
            for (var each : pages) {
                page.navigate(proxy.url() + each);
                awaitLive(page);
            }
            page.navigate(proxy.url() + "batches");
            page.locator("#region a").first().click();
            page.waitForURL(proxy.url() + "batches/*");
            page.navigate(proxy.url() + "records/" + verifiable);
            awaitReady(page);
            page.click("#verify-here");
            page.waitForSelector("#verdict.ok");

            assertThat(foreign).isEmpty();
        }
        chromium.assertNoComplaints();
    }

    @Test
    void firstPaintWaitsForFewRequests() {
        try (var person = chromium.person()) {
            var page = person.newPage();
            page.navigate(console.url());
            awaitLive(page);

            assertThat(((Number) page.evaluate("""
                    performance.getEntriesByType('resource').filter(e => e.renderBlockingStatus === 'blocking').length
                    """)).intValue())
                    .as("besides the page itself")
                    .isLessThanOrEqualTo(2);
            assertThat(((Number) page.evaluate("performance.getEntriesByType('resource').length")).intValue())
                    .as("in all")
                    .isLessThanOrEqualTo(20);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySignatureVerifiesInTheBrowserAndItsBundleWithOpenssl(Algorithm algorithm, @TempDir Path dir)
            throws Exception {
        try (var person = chromium.person()) {
            var page = person.newPage();
            page.navigate(console.url() + "records/" + recordOf(algorithm));
            assertThat(page.locator(".detail dd:has(a[href^='keys/']) .muted").textContent())
                    .isEqualTo(algorithm.label());
            awaitReady(page);
            if (algorithm == Algorithm.ML_DSA_65) {
                assertThat(page.locator("#verify-here").count())
                        .as("nothing that no browser can do")
                        .isZero();
                assertThat(page.locator("#not-here").textContent()).contains("verify.sh");
            } else {
                page.click("#verify-here");
                page.waitForSelector("#verdict.ok");
                assertThat(page.locator("#steps .ok").count()).isEqualTo(4);
            }
            assertThat(checkedByOpenssl(page, dir)).isEqualTo(expectedOfOpenssl(algorithm));
        }
        chromium.assertNoComplaints();
    }

    @ParameterizedTest
    @EnumSource
    void whatARecordsPageSaysToTypeVerifiesIt(Algorithm algorithm, @TempDir Path dir) throws Exception {
        for (var tool : List.of("curl", "unzip")) {
            assumeTrue(
                    Files.isExecutable(Path.of("/usr/bin", tool)),
                    "skipped: needs %1$s (Debian package: %1$s)".formatted(tool));
        }
        try (var person = chromium.person()) {
            var page = person.newPage();
            page.navigate(console.url() + "records/" + recordOf(algorithm));

            assertThat(exitCode(dir, page.locator("#openssl").textContent())).isEqualTo(expectedOfOpenssl(algorithm));
        }
    }

    /** OpenSSL has ML-DSA from 3.5 on; the script says by a 2 that it cannot tell. */
    private static int expectedOfOpenssl(Algorithm algorithm) throws Exception {
        return algorithm != Algorithm.ML_DSA_65
                        || exitCode(Path.of("."), "openssl list -signature-algorithms | grep -qi ml-dsa-65") == 0
                ? 0
                : 2;
    }

    private static int checkedByOpenssl(Page page, Path dir) throws Exception {
        var bundle = page.waitForDownload(() -> page.click("text=Download the bundle"));
        try (var zip = new ZipInputStream(Files.newInputStream(bundle.path()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.write(dir.resolve(Path.of(entry.getName()).getFileName()), zip.readAllBytes());
            }
        }
        assertThat(dir).isDirectoryContaining("glob:**signing-input.bin").isDirectoryContaining("glob:**record.jws");
        return exitCode(dir, "sh verify.sh");
    }

    private static int exitCode(Path dir, String typed) throws Exception {
        return new ProcessBuilder("sh", "-c", typed)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void signatureThatWasChangedOnItsWayDoesNotVerify() {
        try (var person = chromium.person()) {
            person.route(Pattern.compile(".*/api/v1/records/" + verifiable + "/signature"), route -> {
                var answer = route.fetch();
                var changed = answer.text().replaceFirst("\"signature\":\"..", "\"signature\":\"AA");
                route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(changed));
            });
            var page = person.newPage();
            page.navigate(console.url() + "records/" + verifiable);
            awaitReady(page);
            page.click("#verify-here");

            page.waitForSelector("#verdict.bad-text");
            assertThat(page.locator("#verdict").textContent()).isEqualTo("NOT valid.");
            assertThat(page.locator("#steps .bad-text").textContent()).contains("signature verifies");
        }
    }

    @Test
    void operatorReplaysWhatNobodyElseMay() throws Exception {
        var token = Files.readString(system.operatorFile()).strip();
        try (var person = chromium.person()) {
            var refused = person.request().post(console.url() + "api/v1/parked-messages/1/replay");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text()).contains("/problems/unauthenticated");
            var wrong = RequestOptions.create().setHeader("Authorization", "Bearer " + "x".repeat(43));
            assertThat(person.request()
                            .delete(console.url() + "api/v1/parked-messages/1", wrong)
                            .status())
                    .isEqualTo(401);
            var internal = person.request().get(console.url() + "internal/batches/1");
            assertThat(internal.status()).isEqualTo(404);

            var page = person.newPage();
            page.navigate(console.url() + "parked");
            awaitLive(page);
            assertThat(page.locator(".why").textContent()).isEqualTo("the body is larger than 16 MB");
            page.click(".cases >> text=Replay");
            page.fill("#operator-token", "not-the-token-of-the-operator");
            page.click("#operator-form .primary");
            page.waitForFunction(
                    "() => document.getElementById('operator-error').textContent.includes('not the operator')");
            assertThat(system.count("SELECT count(*) FROM collection.parked_message"))
                    .isEqualTo(1);
            page.fill("#operator-token", token);
            page.click("#operator-form .primary");

            awaitText(page, "#toast", "The message is back in its queue.");
            awaitText(page, "#operator", "Operator");
            page.waitForFunction("() => document.querySelectorAll('.cases li').length === 0");
            await().until(() -> system.count("SELECT count(*) FROM collection.record WHERE payload = 'hello'") == 1);
            assertThat(Optional.ofNullable(page.evaluate("document.cookie")).orElse(""))
                    .isEqualTo("");
        }
    }

    @Test
    void parkedMessageIsDiscardedOnceThatIsConfirmed() throws Exception {
        var there = "SELECT count(*) FROM collection.parked_message WHERE message_id = '8'";
        var discard = ".cases li:has-text('nobody wants it') .danger";
        park("8", "nobody wants it");
        try (var person = chromium.person()) {
            var page = person.newPage();
            page.navigate(console.url() + "parked");
            awaitReady(page);
            page.click("#operator");
            typeToken(page, Files.readString(system.operatorFile()).strip());

            page.onceDialog(Dialog::dismiss);
            page.click(discard);
            page.onceDialog(Dialog::accept);
            assertThat(system.count(there)).isEqualTo(1);
            page.click(discard);

            awaitText(page, "#toast", "The message is gone.");
            page.locator(discard).waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            assertThat(system.count(there)).isZero();
        }
        chromium.assertNoComplaints();
    }
}
