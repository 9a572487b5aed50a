package dev.signet.system.browser;

import static dev.signet.system.browser.Chromium.awaitLive;
import static dev.signet.system.browser.Chromium.awaitText;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.rabbitmq.client.AMQP.BasicProperties;
import dev.signet.contract.Broker;
import dev.signet.system.TestSystem;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of what comes as messages, while it comes. */
class IntakePageIT {
    private static Chromium chromium;
    private static TestSystem system;
    private static RunningConsole console;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        system = TestSystem.create().with("signet.batch-size", 3).startAll();
        system.seed(0, 2);
        console = new RunningConsole(system);
    }

    @AfterAll
    static void end() {
        if (console != null) {
            console.close();
            system.close();
            chromium.close();
        }
    }

    @Test
    void rowsAreThereAsTheyArriveAndTurnSigned() throws Exception {
        var before = StreamCount.OPENED.get();
        try (var person = chromium.person()) {
            var page = person.newPage();
            page.navigate(console.url() + "intake?user=anna");
            awaitLive(page);
            awaitText(page, ".empty b", "No such message.");

            send("anna", "192.0.2.10", "Device-1", "2026-01-01T10:00:00Z");

            page.waitForSelector("tr.fresh:has-text('anna')");
            page.waitForSelector("tr:has-text('anna') .tag[data-state=SIGNED]");
            assertThat(StreamCount.OPENED.get() - before).isEqualTo(1);

            send("anna", "nowhere", "Device-1", "2026-01-01T10:00:00Z");
            page.waitForFunction("() => Number(document.querySelectorAll('.figures b')[3].textContent) >= 1");
            assertThat(rows(page)).as("what is parked is no row").isOne();
            page.click("tr:has-text('anna') td:nth-last-child(2) a");
            page.waitForURL("**/records/*");
        }
        chromium.assertNoComplaints();
    }

    @Test
    void equalValuesAreShortenedCountedAndShownTogether() throws Exception {
        for (int i = 0; i < 12; i++) {
            send("berta", i < 9 ? "192.0.2.20" : "192.0.2.21", "device-" + i, "2026-01-02T10:00:00Z");
        }
        try (var person = chromium.person()) {
            var page = person.newPage();
            page.navigate(console.url() + "intake?user=berta");
            page.waitForFunction("() => document.querySelectorAll('[data-record]').length === 12");

            assertThat(page.locator("td .mask").first().textContent()).matches("h1\\.[A-Za-z0-9_-]{7}…");
            assertThat(page.locator("td .seen:text-is('×9')").count()).isEqualTo(9);
            page.locator("tr:has(.seen:text-is('×9')) td .mask").first().hover();
            page.waitForFunction("() => document.querySelectorAll('.mask.equal').length === 9");

            page.click("text=by ip");
            page.waitForURL("**&group=ip");
            assertThat(page.locator("tr.group").count()).isEqualTo(2);
            assertThat(page.locator("tr.group:has-text('seen 9 times')").textContent())
                    .contains("9 here");
            assertThat(page.locator("tr.group:has-text('seen 3 times')").count())
                    .isOne();
            assertThat(page.content()).doesNotContain("192.0.2.2", "device-1");
        }
        chromium.assertNoComplaints();
    }

    @Test
    void rowsAreFoundByUserDeviceAndTime() throws Exception {
        send("carla", "192.0.2.30", "phone", "2026-01-03T10:00:00Z");
        send("carla", "192.0.2.31", "tablet", "2026-01-03T12:00:00Z");
        send("dora", "192.0.2.32", "PHONE", "2026-01-03T12:00:00Z");
        for (int i = 0; i < 8; i++) {
            var user = List.of("emil", "frida", "gustav").get(i % 3);
            send(user, "192.0.2." + (40 + i % 4), "tablet of " + user, "2026-01-03T%d:00:00Z".formatted(13 + i));
        }
        try (var person = chromium.person()) {
            var page = person.newPage();
            page.navigate(console.url() + "intake");
            page.waitForSelector("tr:has-text('dora')");
            awaitLive(page);
            Pictures.window(page, "intake");

            page.fill("[name=user]", "carla");
            page.fill("[name=from]", "2026-01-03T12:30"); // in Berlin: it is 11:30 in UTC
            page.click("#rows-wanted button");
            page.waitForURL("**from=2026-01-03T11%3A30%3A00Z");
            awaitLive(page);
            assertThat(rows(page)).isOne();
            assertThat(page.locator("[data-record] time").textContent()).isEqualTo("2026-01-03 13:00:00");
            assertThat(page.inputValue("[name=from]")).isEqualTo("2026-01-03T12:30");

            page.click("#rows-wanted a.button");
            page.locator("tr:has-text('dora') td a.mask").click();
            page.waitForURL("**device=h1.*");
            assertThat(rows(page)).as("dora's and carla's phone").isEqualTo(2);
        }
        chromium.assertNoComplaints();
    }

    @Test
    void whatCannotBeAskedForIsSaidInWords() {
        try (var person = chromium.person()) {
            var page = person.newPage();

            assertThat(page.navigate(console.url() + "intake?from=yesterday").status())
                    .isEqualTo(400);
            assertThat(page.navigate(console.url() + "intake?type=nothing").status())
                    .isEqualTo(404);

            assertThat(page.locator("main").textContent()).contains("There is no intake type of that name");
        }
    }

    private static int rows(Page page) {
        return page.locator("[data-record]").count();
    }

    private static void send(String user, String ip, String device, String time) throws Exception {
        var body =
                "{\"user_id\":\"%s\",\"app_version\":\"1\",\"device_type\":\"tv\",\"ip\":\"%s\",\"locale\":\"de\",\"device_id\":\"%s\",\"create_date\":\"%s\"}"
                        .formatted(user, ip, device, time);
        var properties = new BasicProperties.Builder()
                .messageId(UUID.randomUUID().toString())
                .type("intake.login")
                .build();
        try (var connection = system.connectToBroker();
                var channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.basicPublish(Broker.INTAKE, "logins", true, properties, body.getBytes(UTF_8));
            channel.waitForConfirmsOrDie(10_000);
        }
    }
}
