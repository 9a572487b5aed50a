package dev.signet.collection.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.collection.testing.Rest;
import dev.signet.collection.testing.Rows;
import dev.signet.collection.testing.ViewsIT;
import dev.signet.contract.Broker;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is masked, encrypted or dropped is nowhere in the clear once its message is acknowledged, whether it was stored, had been before, or was parked. */
@ViewsIT
@ExtendWith(OutputCaptureExtension.class)
class ClearValuesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String IP = "203.0.113.199";
    private static final String DEVICE = "Device-Of-Nobody-Else-4711";
    private static final String PHONE = "+49 170 4711 0815";
    private static final String COMMENT = "call me at the lighthouse";
    private static final List<String> CLEAR = List.of(IP, DEVICE, DEVICE.toLowerCase(Locale.ROOT), PHONE, COMMENT);

    private final String user = UUID.randomUUID().toString();
    private final int amount = Math.abs(user.hashCode() % 1_000_000_000);
    private final List<String> bodies = new ArrayList<>();
    private final RabbitTemplate rabbit;
    private final Rest rest;
    private final Rows rows;

    @Autowired
    ClearValuesIT(RabbitTemplate rabbit, Rest rest, Rows rows) {
        this.rabbit = rabbit;
        this.rest = rest;
        this.rows = rows;
    }

    @Test
    void clearValuesAppearNowhere(CapturedOutput log) throws Exception {
        rows.jdbc().sql("DELETE FROM parked_message").update();
        send("intake.login", login(IP));
        send("intake.login", login(IP));
        var odd = List.of(
                login(IP).replace(",\"locale\":\"de\"", ""),
                login(IP).replace("}", ",\"" + IP + "\":\"" + DEVICE + "\"}"),
                login(IP).replace("\"de\"", "{\"" + IP + "\":1}"),
                login(IP).replace("}", ",\"create_date\":\"" + IP + "\"}"),
                login(IP + "/" + DEVICE),
                login(IP).replace(DEVICE, DEVICE + "\\ud800"),
                login(IP).replace("}", ""),
                "[" + login(IP) + "]",
                "\"" + IP + DEVICE,
                login(IP).replace("phone", IP + "x".repeat(102_400)));
        odd.forEach(body -> send("intake.login", body));
        send("intake.logout", login(IP));
        send("intake.order", order("{\"name\":1}"));
        send("intake.order", order("\"c\""));

        await().atMost(PATIENCE)
                .until(() -> rows("parked_message") == odd.size() + 2
                        && rest.get("/api/v1/intake/login?user=" + user)
                                        .json()
                                        .get("items")
                                        .size()
                                == 1
                        && rest.get("/api/v1/intake/order?limit=1").text().contains("\"amount\":" + amount)
                        && left(IntakeBroker.QUEUE) == 0);
        var answers = rest.get("/api/v1/parked-messages?limit=500").text()
                + rest.get("/api/v1/intake/login?user=" + user).text()
                + rest.get("/api/v1/intake/order").text();
        var everything =
                Stream.of(tables(), parkingQueue(), log.getAll(), answers).toList();
        assertThat(needles())
                .allSatisfy(needle ->
                        assertThat(everything).as("places with " + needle).noneMatch(place -> place.contains(needle)));
        assertThat(tables()).contains(user); // so one does find what is there
    }

    @Test
    void whatIsParkedUnreadableIsReplayedAsItCameAndParkedOnce() {
        send("intake.login", login("replayed"));
        await().atMost(PATIENCE)
                .until(() -> parkedWith(user) == 0 && parkedNewest().contains("/ip is nothing"));
        var parked = rows.jdbc()
                .sql("SELECT max(id) FROM parked_message WHERE type = 'intake.login'")
                .query(Long.class)
                .single();

        assertThat(rest.post("/api/v1/parked-messages/" + parked + "/replay", "application/json", "")
                        .status())
                .isEqualTo(204);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rows.jdbc()
                                .sql("SELECT reason FROM parked_message WHERE type = 'intake.login' AND id >= :id")
                                .param("id", parked)
                                .query(String.class)
                                .list())
                        .containsExactly("/ip is nothing that can be masked as ip"));
    }

    /** Messages in a queue, those under way among them. */
    private long left(String queue) {
        return requireNonNull(rabbit.execute(channel -> channel.messageCount(queue)));
    }

    private String parkedNewest() {
        return rows.jdbc()
                .sql("SELECT coalesce((SELECT reason FROM parked_message ORDER BY id DESC LIMIT 1), '')")
                .query(String.class)
                .single();
    }

    private long parkedWith(String text) {
        return rows.jdbc()
                .sql("SELECT count(*) FROM parked_message WHERE position(:text::bytea IN body) > 0")
                .param("text", text.getBytes(UTF_8))
                .query(Long.class)
                .single();
    }

    private long rows(String table) {
        return rows.jdbc()
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    /** All rows of all tables, as text; bytes as hexadecimal digits and as characters. */
    private String tables() {
        var all = new StringBuilder();
        var names = rows.jdbc()
                .sql(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'collection' AND table_type = 'BASE TABLE'")
                .query(String.class)
                .list();
        assertThat(names).contains("record", "parked_message", "intake_message", "intake_row", "intake_value");
        for (var name : names) {
            rows.jdbc()
                    .sql("SELECT coalesce(string_agg(t::text, ' '), '') FROM " + name + " t")
                    .query(String.class)
                    .list()
                    .forEach(text -> all.append(text).append('\n'));
        }
        rows.jdbc()
                .sql(
                        "SELECT payload FROM record UNION ALL SELECT body FROM parked_message UNION ALL SELECT recovery FROM intake_row WHERE recovery IS NOT NULL")
                .query((row, _) -> new String(row.getBytes(1), ISO_8859_1))
                .list()
                .forEach(all::append);
        return all.toString();
    }

    private String parkingQueue() {
        var all = new StringBuilder();
        for (var message = rabbit.receive(Broker.PARKING); message != null; message = rabbit.receive(Broker.PARKING)) {
            all.append(new String(message.getBody(), ISO_8859_1))
                    .append(message.getMessageProperties().getHeaders());
        }
        assertThat(all).containsPattern("p\\d+\\.");
        return all.toString();
    }

    /** The values, and what somebody could find them from by guessing. */
    private List<String> needles() throws GeneralSecurityException {
        var needles = new ArrayList<String>();
        for (var value : CLEAR) {
            needles.add(value);
            needles.add(HexFormat.of().formatHex(value.getBytes(UTF_8)));
            needles.addAll(base64(value));
        }
        for (var value : Stream.concat(bodies.stream(), CLEAR.stream()).toList()) {
            for (var algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
                var digest = MessageDigest.getInstance(algorithm).digest(value.getBytes(UTF_8));
                needles.add(HexFormat.of().formatHex(digest));
                needles.add(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
            }
            needles.add(UUID.nameUUIDFromBytes(value.getBytes(UTF_8)).toString());
        }
        return needles;
    }

    /** Wherever it stands in what was encoded: the characters that are its alone. */
    private static List<String> base64(String value) {
        return IntStream.range(0, 3)
                .mapToObj(before -> {
                    var bytes = (" ".repeat(before) + value).getBytes(UTF_8);
                    var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
                    return text.substring(Math.ceilDiv(before * 8, 6), bytes.length * 8 / 6);
                })
                .flatMap(text -> Stream.of(text, text.replace('-', '+').replace('_', '/')))
                .distinct()
                .toList();
    }

    private String order(String customer) {
        return "{\"amount\":%d,\"customer\":%s,\"phone\":\"%s\",\"comment\":\"%s\",\"more\":\"%s\"}"
                .formatted(amount, customer, PHONE, COMMENT, COMMENT);
    }

    private String login(String ip) {
        return "{\"user_id\":\"%s\",\"app_version\":\"1\",\"device_type\":\"phone\",\"ip\":\"%s\",\"locale\":\"de\",\"device_id\":\"%s\"}"
                .formatted(user, ip, DEVICE);
    }

    private void send(String type, String body) {
        bodies.add(body);
        rabbit.send(Broker.INTAKE, "logins", message(type, body));
    }

    private static Message message(String type, String body) {
        return MessageBuilder.withBody(body.getBytes(UTF_8)).setType(type).build();
    }
}
