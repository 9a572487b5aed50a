package dev.signet.collection.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signet.collection.testing.Rest;
import dev.signet.collection.testing.ViewsIT;
import dev.signet.contract.Broker;
import dev.signet.platform.AesGcm;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The holder of the private key, who is not a part of the system, reads originals back; nobody else does. */
@ViewsIT
class RecoveryIT {
    private final String user = UUID.randomUUID().toString();
    private final RabbitTemplate rabbit;
    private final Rest rest;
    private final KeyPair pair;

    @Autowired
    RecoveryIT(RabbitTemplate rabbit, Rest rest, KeyPair pair) {
        this.rabbit = rabbit;
        this.rest = rest;
        this.pair = pair;
    }

    @Test
    void holderOfThePrivateKeyReadsTheOriginalsBack() throws Exception {
        send("198.51.100.1", "Device One");
        send("2001:db8::2", "Device Two");

        var rows = awaitRows();
        assertThat(List.of(open(rows.get(0), "login|", pair), open(rows.get(1), "login|", pair)))
                .containsExactlyInAnyOrder(
                        "{\"ip\":\"198.51.100.1\",\"device_id\":\"Device One\"}",
                        "{\"ip\":\"2001:db8::2\",\"device_id\":\"Device Two\"}");
        assertThat(rows.get(0).get("recovery").asString())
                .isNotEqualTo(rows.get(1).get("recovery").asString());
    }

    @Test
    void nobodyElseDoesAndNotForAnotherField() throws Exception {
        var other = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        send("198.51.100.1", "Device One");
        send("198.51.100.1", "Device Two");

        var row = awaitRows().get(0);
        assertThatThrownBy(() -> open(row, "login|", other)).isInstanceOf(AEADBadTagException.class);
        assertThatThrownBy(() -> open(row, "login|ip", pair)).isInstanceOf(AEADBadTagException.class);
    }

    @Test
    void whatIsDroppedIsGoneAndWhatIsEncryptedIsReadByTheHolderAlone() throws Exception {
        var amount = 1 + Math.abs(user.hashCode() % 1_000_000);
        publish(
                "intake.order",
                "{\"amount\":%d.10,\"customer\":\"c\",\"phone\":\"+49 170\",\"comment\":\"call me\",\"more\":1}"
                        .formatted(amount));
        publish("intake.order", "{\"amount\":1,\"customer\":{\"name\":\"%s\"}}".formatted(user));

        await().atMost(Duration.ofSeconds(60)).until(() -> orders().contains(amount + ".10"));
        var fields = rest.get("/api/v1/intake/order?limit=1").json().at("/items/0/fields");
        assertThat(fields.propertyNames()).containsExactly("customer", "phone", "amount");
        assertThat(openSealed(fields.get("phone").asString().substring("e1.".length()), "order|phone", pair))
                .isEqualTo("\"+49 170\"");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> rest.get("/api/v1/parked-messages?limit=500")
                        .text()
                        .contains("/customer cannot be masked: it is no single value"));
    }

    private String orders() {
        return rest.get("/api/v1/intake/order?limit=1").text();
    }

    private static String open(JsonNode row, String binding, KeyPair pair) throws AEADBadTagException {
        return openSealed(row.get("recovery").asString(), binding, pair);
    }

    private static String openSealed(String text, String binding, KeyPair pair) throws AEADBadTagException {
        var sealed = Base64.getUrlDecoder().decode(text);
        var hpke = new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_EXPORT_ONLY);
        var encoded = pair.getPrivate().getEncoded(); // PKCS#8, the key at its end
        var secret = new X25519PrivateKeyParameters(encoded, encoded.length - 32);
        var context = hpke.setupBaseR(
                Arrays.copyOf(sealed, 32),
                new AsymmetricCipherKeyPair(secret.generatePublicKey(), secret),
                "signet intake recovery v1".getBytes(US_ASCII));
        var bound = binding.getBytes(UTF_8);
        var exported =
                ByteBuffer.allocate(16 + bound.length).put(sealed, 32, 16).put(bound);
        var key = context.export(exported.array(), 32);
        return new String(AesGcm.open(key, Arrays.copyOfRange(sealed, 48, sealed.length), bound), UTF_8);
    }

    private JsonNode awaitRows() {
        await().atMost(Duration.ofSeconds(60)).until(() -> list().size() == 2);
        return list();
    }

    private JsonNode list() {
        return rest.get("/api/v1/intake/login?user=" + user).json().get("items");
    }

    private void send(String ip, String device) {
        var body = """
                {"user_id":"%s","app_version":"1","device_type":"tv","ip":"%s","locale":"de","device_id":"%s"}
                """.formatted(user, ip, device);
        publish("intake.login", body);
    }

    private void publish(String type, String body) {
        rabbit.send(
                Broker.INTAKE,
                "any",
                MessageBuilder.withBody(body.getBytes(UTF_8)).setType(type).build());
    }
}
