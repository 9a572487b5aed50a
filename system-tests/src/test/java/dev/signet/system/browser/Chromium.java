package dev.signet.system.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Debian's Chromium, driven by Playwright. Whatever a page complains of – a script's error, a violated content policy – is kept. */
final class Chromium implements AutoCloseable {
    private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");
    private static final double PATIENCE = 120_000;
    private static final int MOST_TABS = 100;

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        assumeTrue(Files.isExecutable(EXECUTABLE), "skipped: needs Chromium (Debian package: chromium)");
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(EXECUTABLE)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
        return new Chromium(playwright, browser);
    }

    /** A person with a browser of their own. */
    BrowserContext person(Consumer<NewContextOptions> how) {
        var options = new NewContextOptions().setViewportSize(1280, 900).setTimezoneId("Europe/Berlin");
        how.accept(options);
        var person = browser.newContext(options);
        person.setDefaultTimeout(PATIENCE);
        person.addInitScript("""
                addEventListener('securitypolicyviolation', e => console.error('CSP: ' + e.violatedDirective + ' ' + e.blockedURI));
                """);
        person.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        person.onWebError(error -> complaints.add(error.error()));
        return person;
    }

    BrowserContext person() {
        return person(_ -> {});
    }

    void assertNoComplaints() {
        assertThat(complaints).as("errors and violations of the content policy").isEmpty();
    }

    /** Waits until the element says this. */
    static void awaitText(Page page, String selector, String text) {
        page.waitForFunction(
                "([s, t]) => document.querySelector(s)?.textContent.trim() === t", List.of(selector, text));
    }

    /** Goes on by Tab until what is wanted has the focus, as somebody without a mouse would. */
    static void tabTo(Page page, String selector) {
        for (int tabs = 0; tabs < MOST_TABS; tabs++) {
            if (Boolean.TRUE.equals(page.evaluate("wanted => document.activeElement.matches(wanted)", selector))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("not reached by Tab: " + selector);
    }

    /** Types a token of the operator's into the dialog that asks for it. */
    static void typeToken(Page page, String token) {
        page.waitForSelector("#operator-dialog[open]");
        page.keyboard().type(token);
        page.keyboard().press("Enter");
        awaitText(page, "#operator", "Operator");
    }

    /** Waits until the page's scripts listen. */
    static void awaitReady(Page page) {
        page.waitForSelector("html.ready");
    }

    static void awaitLive(Page page) {
        awaitText(page, "#link-text", "live");
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
