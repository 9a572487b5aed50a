package dev.signet.collection.intake.type;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.collection.intake.type.IntakeType.Reading;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeTypeTest {
    private static final String SECRET = "203.0.113.77";
    private static final String GOOD = """
            {"user_id":"u1","app_version":"1.0","device_type":"phone","ip":"203.0.113.77","locale":"de","device_id":"d1"}
            """;

    private final IntakeType login = TypeFile.read(shipped());

    @Test
    void messageOfTheShippedTypeIsValid() {
        assertThat(login.read(GOOD.getBytes(UTF_8))).isInstanceOf(Reading.Valid.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"ip\":\"203.0.113.77\"                 | the message is no well-formed JSON: see line 1, column ",
                "[\"203.0.113.77\"]                       | the message is no JSON object",
                "\"203.0.113.77\"                         | the message is no JSON object",
                "{\"ip\":1,\"ip\":\"203.0.113.77\"}       | the message is no well-formed JSON: see line 1, column ",
                "{} {\"ip\":\"203.0.113.77\"}             | the message is no well-formed JSON: see line 1, column ",
            })
    void whatIsNoObjectIsSaidWithoutWhatItHolds(String body, String reason) {
        assertThat(reasonOf(body)).startsWith(reason).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"ip\":\"203.0.113.77\",           | \"ip\":203,                                | /ip is of another kind than its type wants",
                "\"ip\":\"203.0.113.77\",           |                                            | /ip is missing",
                "\"user_id\":\"u1\",                | \"user_id\":\"\",                          | /user_id does not meet \"minLength\" of its type",
                "\"user_id\":\"u1\",                | \"203.0.113.77\":1,\"user_id\":\"u\",      | the message has a field that its type does not know",
                "\"user_id\":\"u1\",                | \"create_date\":\"203.0.113.77\",\"user_id\":\"u\", | /create_date does not meet \"format\" of its type",
            })
    void whatDoesNotMeetTheSchemaIsSaidByPointerAndKeywordAlone(String part, String instead, String reason) {
        var body = GOOD.replace(part, instead == null ? "" : instead);

        assertThat(reasonOf(body)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"Login\"}                                                                     | its name must be",
                "{\"name\":\"a\"}                                                                         | it needs fields and a schema",
                "{\"name\":\"a\",\"fields\":{\"x\":{\"do\":\"hash\"}},\"schema\":{}}                      | field x must say keep, drop, encrypt or mask",
                "{\"name\":\"a\",\"fields\":{\"x\":{\"do\":\"mask\",\"as\":\"md5\"}},\"schema\":{}}       | field x can be masked as",
                "{\"name\":\"a\",\"fields\":{\"x\":{\"do\":\"drop\"}},\"search\":{\"user\":\"x\"},\"schema\":{}} | nothing can be found by x",
                "{\"name\":\"a\",\"fields\":{\"x\":{\"do\":\"mask\"}},\"search\":{\"time\":\"x\"},\"schema\":{}} | nothing can be found by x, which is not kept",
                "{\"name\":\"a\",\"fields\":{\"x\":{\"do\":\"keep\"}},\"schema\":{\"$ref\":\"http://a.example/\"}} | $ref may only lead to within",
                "{\"name\":\"a\",\"fields\":{\"x\":{\"do\":\"keep\"}},\"schema\":{\"type\":\"strnig\"}}   | its schema is no JSON Schema",
                "{\"name\":\"a\",\"feilds\":{}}                                                           | Unrecognized property"
            })
    void whatIsNoTypeIsSaid(String json, String reason) {
        assertThatThrownBy(() -> TypeFile.read(json.getBytes(UTF_8)))
                .isInstanceOf(NotAType.class)
                .hasMessageContaining(reason);
    }

    @Test
    void numbersKeepEveryDigitAndHugeOnesAreRefused() {
        var type = TypeFile.read("""
                {"name":"a","fields":{"n":{"do":"keep"}},"schema":{"properties":{"n":{"type":"number","multipleOf":0.1}}}}
                """.getBytes(UTF_8));

        assertThat(((Reading.Valid) type.read("{\"n\":12345678901234567890.10}".getBytes(UTF_8)))
                        .message()
                        .toString())
                .isEqualTo("{\"n\":12345678901234567890.10}");
        assertThat(((Reading.Invalid) type.read("{\"x\":[{\"n\":1e999999999}]}".getBytes(UTF_8)))
                        .violation()
                        .toString())
                .isEqualTo("the message has a number with an exponent beyond 400");
    }

    @Test
    void messageThatASchemaLeadsToNoEndWithIsInvalid() {
        var type = TypeFile.read("""
                {"name":"a","fields":{"n":{"do":"keep"}},"schema":{"properties":{"n":{"$ref":"#/properties/n"}}}}
                """.getBytes(UTF_8));

        assertThat(((Reading.Invalid) type.read("{\"n\":1}".getBytes(UTF_8)))
                        .violation()
                        .toString())
                .isEqualTo("the message leads its type's schema to no end, or to nothing");
    }

    private String reasonOf(String body) {
        return ((Reading.Invalid) login.read(body.getBytes(UTF_8))).violation().toString();
    }

    private static byte[] shipped() {
        try (var in = Objects.requireNonNull(IntakeType.class.getResourceAsStream("/intake-types/login.json"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
