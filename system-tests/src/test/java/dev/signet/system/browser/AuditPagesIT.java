package dev.signet.system.browser;

import static dev.signet.system.browser.Chromium.awaitLive;
import static dev.signet.system.browser.Chromium.awaitReady;
import static dev.signet.system.browser.Chromium.awaitText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.signet.system.Service;
import dev.signet.system.TestSystem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The audit log as it is searched, watched and proved in a browser. {@code -Dsignet.screenshots=DIR} keeps pictures. */
class AuditPagesIT {
    private static final int PAGE = 50;

    private static Chromium chromium;
    private static TestSystem system;
    private static RunningAuditLog audit;
    private static RunningConsole console;

    private final String source = "/test/" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        system = TestSystem.create();
        system.start(Service.KEYS);
        system.start(Service.COLLECTION);
        audit = new RunningAuditLog();
        console = new RunningConsole(system, audit.setting());
    }

    @AfterAll
    static void end() {
        if (console != null) {
            console.close();
            audit.close();
            system.close();
            chromium.close();
        }
    }

    private String submit(String type, String subject, String actor, String data) {
        return audit.submit("""
                {"specversion":"1.0", "id":"%s", "source":"%s", "type":"%s", "subject":"%s", "actor":"%s", "outcome":"success",
                 "tenant":"north", "time":"2026-11-30T17:31:00Z", "data":%s}
                """.formatted(UUID.randomUUID(), source, type, subject, actor, data));
    }

    private String bill(int customer) {
        return submit(
                "com.example.customer.billed",
                "customer-" + customer,
                "alice",
                "{\"customerId\":%d,\"amount\":12.50}".formatted(customer));
    }

    @Test
    void searchFindsWhatIsAskedForAlsoWithoutAnyScript() {
        var first = bill(41);
        var second = bill(42);
        var third = submit("com.example.order.placed", "customer-42", "bob", "{\"order\":{\"id\":\"A=1\"}}");
        try (var plain = chromium.person(how -> how.setJavaScriptEnabled(false))) {
            var page = plain.newPage();

            assertThat(found(page, "type", "com.example.customer.*")).containsExactly(second, first);
            assertThat(found(page, "type", "com.example.order.placed")).containsExactly(third);
            assertThat(found(page, "subject", "customer-42")).containsExactly(third, second);
            assertThat(found(page, "actor", "bob")).containsExactly(third);
            assertThat(found(page, "outcome", "failure")).isEmpty();
            assertThat(page.locator("main").textContent()).contains("No event is like that.");
            assertThat(found(page, "data", "customerId=42")).containsExactly(second);
            assertThat(found(page, "data", "data.customerId = 42 & amount=12.5"))
                    .containsExactly(second);
            assertThat(found(page, "data", "order.id=A=1")).containsExactly(third);
            assertThat(found(page, "from", "2100-01-01")).isEmpty();
            assertThat(found(page, "to", "2100-01-01 00:00")).containsExactly(third, second, first);
            assertThat(page.inputValue("#to")).as("what was typed stays").isEqualTo("2100-01-01 00:00");
            assertThat(page.locator(".clip", new Page.LocatorOptions().setHasText("12.50"))
                            .count())
                    .as("a number as it was written")
                    .isEqualTo(2);

            assertThat(found(page, "from", "yesterday")).isEmpty();
            assertThat(page.locator("#refused").textContent()).contains("The time from is typed as in");
            assertThat(found(page, "data", "customerId")).isEmpty();
            assertThat(page.locator("#refused").textContent()).contains("customerId=42");
        }
        chromium.assertNoComplaints();
    }

    private List<String> found(Page page, String field, String typed) {
        page.navigate(console.url() + "audit");
        page.fill("#source", source);
        page.fill("[name=%s]".formatted(field), typed);
        page.click(".search button");
        page.waitForURL(Pattern.compile(".*/audit\\?.*"));
        return numbers(page);
    }

    private static List<String> numbers(Page page) {
        return page.locator("#region tbody tr td:first-child").allTextContents();
    }

    @Test
    void olderEventsAreOnFurtherPagesOfTheSameSearch() {
        submit("other", "x", "eve", "{}");
        var all = IntStream.range(0, PAGE + 5).mapToObj(this::bill).toList().reversed();
        try (var person = chromium.person()) {
            var page = person.newPage();
            var search = console.url() + "audit?type=com.example.*&source=" + source.replace("/", "%2F");
            page.navigate(search + "&data=");
            assertThat(numbers(page)).isEqualTo(all.subList(0, PAGE));
            page.click("a[rel=next]");
            page.waitForURL(Pattern.compile(".*cursor=.*"));

            assertThat(numbers(page)).isEqualTo(all.subList(PAGE, PAGE + 5));
            assertThat(page.inputValue("#find")).isEqualTo("com.example.*");
            assertThat(page.locator("a[rel=next]").count()).isZero();
            page.click(".pager >> text=Newest");
            page.waitForURL(search);
            assertThat(numbers(page)).isEqualTo(all.subList(0, PAGE));
        }
        chromium.assertNoComplaints();
    }

    @Test
    void newEventsAppearAsTheyAreCommittedOverTheBrowsersOneConnection() {
        bill(1);
        var before = StreamCount.OPENED.get();
        try (var person = chromium.person()) {
            var all = person.newPage();
            all.navigate(console.url() + "audit?source=" + source);
            awaitLive(all);
            awaitReady(all);
            all.evaluate("""
                    () => { window.fresh = 0; document.addEventListener('signet:region', () => { window.fresh += document.querySelectorAll('tr.fresh').length; }); }
                    """);
            var some = person.newPage();
            some.navigate(console.url() + "audit?actor=bob&source=" + source);
            awaitLive(some);
            some.fill("#subject", "half typed");

            submit("com.example.order.placed", "customer-1", "bob", "{}");
            var last = bill(3);

            all.waitForFunction("() => document.querySelectorAll('tr[data-event]').length === 3");
            all.waitForFunction("() => window.fresh === 2");
            some.waitForFunction("() => document.querySelectorAll('tr[data-event]').length === 1");
            assertThat(some.inputValue("#subject"))
                    .as("nobody's typing is lost")
                    .isEqualTo("half typed");
            var size = String.valueOf(Long.parseLong(last) + 1);
            awaitText(all, "#log-size", size);
            awaitText(all, "#log-promised", size);
            awaitText(all, "#proof .tag", "all promised");
            assertThat(StreamCount.OPENED.get() - before).isEqualTo(1);
            Pictures.whole(all, "audit-live");
            all.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            all.setViewportSize(390, 844);
            Pictures.whole(all, "audit-phone");
        }
        chromium.assertNoComplaints();
    }

    @Test
    void eventIsShownWholeAndProvedHereAndThere() {
        IntStream.range(0, 3).forEach(this::bill);
        var number = bill(3);
        bill(4);
        try (var person = chromium.person()) {
            var page = person.newPage();
            page.navigate(console.url() + "audit/" + number);
            awaitText(page, "#inclusion .tag", "proved"); // once its checkpoint is published
            awaitReady(page);

            assertThat(page.locator("#event-data").textContent())
                    .contains("\"customerId\" : 3")
                    .contains("12.50");
            assertThat(page.locator(".detail").first().textContent())
                    .contains("com.example.customer.billed")
                    .contains(source)
                    .contains("customer-3")
                    .contains("alice")
                    .contains("north")
                    .contains("2026-11-30 18:31:00"); // in Berlin
            page.click("#prove-here");
            page.waitForSelector("#verdict.ok");
            assertThat(page.locator("#steps .ok").count()).isEqualTo(3);
            Pictures.whole(page, "event");
            page.click("dd a:has-text('" + source + "')");
            page.waitForURL(Pattern.compile(".*/audit\\?source=.*"));
            assertThat(numbers(page)).hasSize(5).contains(number);
        }
        chromium.assertNoComplaints();
    }

    @Test
    void eventThatWasChangedInTheDatabaseIsNotProved() {
        IntStream.range(0, 3).forEach(this::bill);
        var number = bill(3);
        try (var person = chromium.person()) {
            var page = person.newPage();
            page.navigate(console.url() + "audit/" + number);
            awaitText(page, "#inclusion .tag", "proved");
            audit.tamper("UPDATE event SET actor = 'mallory' WHERE seq = " + number);

            page.navigate(console.url() + "audit/" + number);

            awaitText(page, "#inclusion .tag", "not proved");
            assertThat(page.locator("#inclusion .notice.bad").textContent())
                    .isEqualTo("This is not the event that was once appended under this number.");
            awaitReady(page);
            page.click("#prove-here");
            page.waitForSelector("#verdict.bad-text");
            assertThat(page.locator("#steps .bad-text").textContent()).contains("NOT SO: its hash leads by");
            Pictures.whole(page, "event-changed");
        } finally {
            audit.tamper("UPDATE event SET actor = 'alice' WHERE seq = " + number);
        }
        chromium.assertNoComplaints();
    }

    @Test
    void checkpointOfSomebodyElseProvesNothing() {
        var number = bill(0);
        try (var person = chromium.person()) {
            person.route(Pattern.compile(".*/api/v1/log/checkpoint"), route -> {
                var answer = route.fetch();
                var body = answer.text().replaceFirst("\n(\\d+)\n", "\n1$1\n");
                route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(body));
            });
            var page = person.newPage();
            page.navigate(console.url() + "audit/" + number);
            awaitText(page, "#inclusion .tag", "proved");
            awaitReady(page);
            page.click("#prove-here");

            page.waitForSelector("#verdict.bad-text");
            assertThat(page.locator("#steps li").first().textContent()).startsWith("NOT SO: the checkpoint of 1");
        }
    }

    @Test
    void pageSaysThatTheServiceIsAwayAndComesBackWithIt() {
        var number = bill(0);
        try (var person = chromium.person()) {
            var page = person.newPage();
            page.navigate(console.url() + "audit?source=" + source);
            awaitLive(page);
            assertThat(numbers(page)).containsExactly(number);

            audit.stop();
            page.waitForFunction(
                    "() => document.getElementById('region').textContent.includes('audit-service cannot be reached')");
            var other = person.newPage();
            assertThat(Optional.ofNullable(other.navigate(console.url() + "audit/" + number))
                            .orElseThrow()
                            .status())
                    .isEqualTo(503);
            awaitLive(other);
            audit.start();

            page.waitForFunction("() => document.querySelectorAll('tr[data-event]').length === 1");
            awaitText(other, "main h1", "Event " + number);
        }
    }

    @Test
    void emptyLogSaysHowToFillItAndOneThatWasCutOffThatItIsDamaged() {
        try (var own = new RunningAuditLog();
                var console = new RunningConsole(system, own.setting());
                var person = chromium.person()) {
            var page = person.newPage();
            page.navigate(console.url() + "audit");
            assertThat(page.locator(".empty").textContent())
                    .contains("No event yet.")
                    .contains("curl");
            var nothing = Optional.ofNullable(page.navigate(console.url() + "audit/7"))
                    .orElseThrow();
            assertThat(nothing.status()).isEqualTo(404);
            assertThat(page.locator("main").textContent()).contains("There is no event 7.");

            for (var i = 0; i < 5; i++) {
                own.submit("{\"specversion\":\"1.0\",\"id\":\"%d\",\"source\":\"/s\",\"type\":\"t\"}".formatted(i));
            }
            page.navigate(console.url() + "audit");
            awaitText(page, "#log-promised", "5");
            own.tamper("DELETE FROM event WHERE seq >= 3", "UPDATE log_head SET size = 3");

            awaitText(page, "#proof .tag", "damaged");
            assertThat(page.locator("#proof .notice.bad").textContent())
                    .contains("No checkpoint is published any more")
                    .contains("it had 5 events, and has 3");
            Pictures.whole(page, "audit-damaged");
            page.navigate(console.url() + "keys");
            awaitText(page, ".badge.alarm", "!");
        }
        chromium.assertNoComplaints();
    }

    @Test
    void everythingThatCanBeAskedOfTheLogIsListedWhoeverElseIsAway() {
        try (var person = chromium.person()) {
            var page = person.newPage();
            await().untilAsserted(
                            () -> { // a service writes its document when it is first asked for it
                                page.navigate(console.url() + "docs");
                                assertThat(page.locator("main").textContent())
                                        .contains("Audit log")
                                        .contains("/api/v1/log/proofs/inclusion")
                                        .contains("vault-service cannot be reached.");
                            });
            assertThat(person.request()
                            .get(console.url() + "openapi/audit.json")
                            .text())
                    .contains("Signet audit-service");
        }
        chromium.assertNoComplaints();
    }
}
