package dev.signet.system.browser;

import static dev.signet.system.browser.Chromium.awaitLive;
import static dev.signet.system.browser.Chromium.awaitText;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.signet.system.Service;
import dev.signet.system.TestSystem;
import dev.signet.vaultclient.HttpVault;
import dev.signet.vaultclient.VaultFailure;
import dev.signet.vaultclient.VaultFailure.Reason;
import dev.signet.vaultclient.VaultSettings;
import java.net.Socket;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The vault's nodes as they are seen in a browser. {@code -Dsignet.screenshots=DIR} keeps pictures. */
class VaultPageIT {
    private static final Duration SHORT = Duration.ofSeconds(10); // less than who was refused too often has to wait

    private static Chromium chromium;
    private static TestSystem system;
    private static RunningVault vault;
    private static RunningConsole console;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        system = TestSystem.create();
        system.start(Service.KEYS);
        system.start(Service.COLLECTION);
        vault = new RunningVault(system);
        console = new RunningConsole(system, vault.setting());
    }

    @AfterAll
    static void end() {
        if (console != null) {
            console.close();
            vault.close();
            system.close();
            chromium.close();
        }
    }

    private static byte[] id() {
        return UUID.randomUUID().toString().getBytes(US_ASCII);
    }

    @Test
    void nodesAreThereWithoutAnyScript() {
        try (var plain = chromium.person(how -> how.setJavaScriptEnabled(false))) {
            var page = plain.newPage();
            page.navigate(console.url() + "vault");

            assertThat(page.locator("h1").textContent()).isEqualTo("Vault");
            for (var node = 0; node < 2; node++) {
                assertThat(page.locator(row(node)).textContent()).contains("up", "idle", "UTC");
            }
        }
    }

    private static String row(int node) {
        return "tr[data-node='%s']".formatted(vault.url(node));
    }

    @Test
    void whatIsDoneIsCountedAsItHappensAndNothingIsShownOfWhatItWas() {
        vault.stop(1);
        vault.start(1); // which has done nothing yet
        var before = StreamCount.OPENED.get();
        try (var person = chromium.person();
                var client = HttpVault.at(VaultSettings.of(vault.url(1)));
                var impatient = HttpVault.at(VaultSettings.of(vault.url(1)).within(SHORT, SHORT))) {
            var page = person.newPage();
            page.navigate(console.url() + "vault");
            awaitLive(page);
            var id = id();
            var key = client.store(id, "payload".getBytes(US_ASCII));
            client.retrieve(id, key);
            for (var reason : new Reason[] {Reason.NOT_OPENED, Reason.NOT_OPENED, Reason.TOO_MANY_ATTEMPTS}) {
                var failure = catchThrowableOfType(VaultFailure.class, () -> impatient.retrieve(id, new byte[32]));
                assertThat(failure.reason()).isEqualTo(reason);
            }
            client.remove(id, key);

            page.waitForFunction(
                    "row => [...document.querySelectorAll(`${row} td`)].slice(-5).map(td => td.textContent).join() === '1,1,1,2,1'",
                    row(1));
            assertThat(StreamCount.OPENED.get() - before).isEqualTo(1);
            Pictures.whole(page, "vault");
            for (var locator : vault.locators()) {
                assertThat(page.content()).doesNotContain(locator.substring(0, 8));
            }
            assertThat(page.content())
                    .doesNotContain(new String(id, US_ASCII))
                    .doesNotContain(Base64.getUrlEncoder().withoutPadding().encodeToString(key));
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            page.setViewportSize(360, 740);
            assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
            Pictures.whole(page, "vault-phone");
        }
        chromium.assertNoComplaints();
    }

    @Test
    void whatANodeIsDoingIsSeenWhileItDoesIt() throws Exception {
        try (var person = chromium.person();
                var half = new Socket("127.0.0.1", vault.url(1).getPort())) {
            var page = person.newPage();
            page.navigate(console.url() + "vault");
            awaitLive(page);
            var head = "PUT /api/v1/vault/%s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\na"
                    .formatted(UUID.randomUUID());
            half.getOutputStream().write(head.getBytes(US_ASCII));

            awaitText(page, row(1) + " td:nth-child(3)", "storing 1");
            half.getOutputStream().write('b');

            awaitText(page, row(1) + " td:nth-child(3)", "idle");
        }
        chromium.assertNoComplaints();
    }

    @Test
    void nodesComeAndGoAndOneThatSaysNothingIsAway() {
        try (var person = chromium.person()) {
            var page = person.newPage();
            page.navigate(console.url());
            awaitLive(page);
            page.keyboard().press("v");
            awaitText(page, "main h1", "Vault");
            awaitLive(page);

            vault.stop(1);
            page.waitForFunction("row => !document.querySelector(row)", row(1));
            vault.execute(
                    "INSERT INTO node (url, seen_at) VALUES ('http://dead:8086', clock_timestamp() - interval '1 minute')");
            page.waitForSelector("tr[data-node='http://dead:8086'] .tag[data-state=AWAY]");
            awaitText(page, "#vault-figures dd", "1 of 2");
            vault.execute("DELETE FROM node WHERE url = 'http://dead:8086'");
            vault.start(1);
            page.waitForSelector(row(1) + " .tag[data-state=UP]");
        }
        chromium.assertNoComplaints();
    }

    @Test
    void pageSaysThatTheVaultIsAwayAndComesBackWithIt() {
        try (var person = chromium.person()) {
            var page = person.newPage();
            page.navigate(console.url() + "vault");
            awaitLive(page);

            vault.stop(0);
            page.waitForFunction(
                    "() => document.getElementById('region').textContent.includes('vault-service cannot be reached')");
            var other = person.newPage();
            assertThat(Optional.ofNullable(other.navigate(console.url() + "vault"))
                            .orElseThrow()
                            .status())
                    .isEqualTo(503);
            awaitLive(other);
            vault.start(0);

            page.waitForSelector(row(0) + " .tag[data-state=UP]");
            awaitText(other, "main h1", "Vault");
        }
    }
}
