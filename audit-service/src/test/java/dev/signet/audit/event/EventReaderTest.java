package dev.signet.audit.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.audit.event.EventReader.Element;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private static final String WHOLE = """
            {
              "specversion": "1.0", "id": "17", "source": "/billing", "type": "com.example.customer.billed",
              "subject": "customer-7", "time": "2026-11-30T18:31:00.1234567+01:00", "actor": "\\u0061lice \\ud83d\\ude00", "outcome": "success",
              "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
              "datacontenttype": "application/json", "tenant": "a\\/b", "priority": 3, "replayed": false,
              "data": { "amount": 12.50, "currency": "EUR", "lines": [ 1, 2.0e1, { "x": null } ], "none": {}, "text": "a\\u0009b\\u0001" }
            }
            """;

    // The leaf of such an event, for ever: nothing of it may come out otherwise in a later version.
    private static final String LINE =
            "{\"logindex\":\"41\",\"receivedtime\":\"2026-11-30T17:31:00.000250Z\",\"specversion\":\"1.0\",\"id\":\"17\","
                    + "\"source\":\"/billing\",\"type\":\"com.example.customer.billed\",\"subject\":\"customer-7\","
                    + "\"time\":\"2026-11-30T17:31:00.123456Z\",\"actor\":\"alice 😀\",\"outcome\":\"success\","
                    + "\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\","
                    + "\"datacontenttype\":\"application/json\",\"tenant\":\"a/b\",\"priority\":3,\"replayed\":false,"
                    + "\"data\":{\"amount\":12.50,\"currency\":\"EUR\",\"lines\":[1,2.0e1,{\"x\":null}],\"none\":{},"
                    + "\"text\":\"a\\tb\\u0001\"}}";

    private final EventReader reader = new EventReader();

    @Test
    void wholeEventBecomesThisLineAndNoOther() {
        var submission = reader.one(WHOLE.getBytes(UTF_8));

        assertThat(EventLine.of(41, Instant.parse("2026-11-30T17:31:00.00025Z"), submission.content()))
                .asString(UTF_8)
                .isEqualTo(LINE);
    }

    @Test
    void smallestEventIsOne() {
        var submission = reader.one(event("\"data\":null"));

        assertThat(submission.content())
                .asString(UTF_8)
                .isEqualTo("\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data\":null");
        assertThat(reader.one(event("\"subject\":null")).event().data()).isNull();
    }

    @Test
    void whiteSpaceAndEscapesMakeNoDifferenceToWhatWasSaid() {
        var one = reader.one(event("\"data\": {\"a\" : \"\\u00e9\\/\"}"));
        var other = reader.one(event("\"data\":{\"a\":\"é/\"}"));

        assertThat(one.digest()).isEqualTo(other.digest());
        assertThat(one.digest())
                .isNotEqualTo(reader.one(event("\"data\":{\"a\":\"e/\"}")).digest());
    }

    @Test
    void sourceAndIdAreNotTakenForEachOther() {
        assertThat(Submission.key("a", "bc")).isNotEqualTo(Submission.key("ab", "c"));
        assertThat(Submission.key("a", "b")).isEqualTo(Submission.key("a", "b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                                     | specversion must be",
                "[]                                                                     | is a JSON object",
                "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"} | specversion must be",
                "{\"specversion\":\"1.0\",\"source\":\"s\",\"type\":\"t\"}              | id is missing",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"t\"}                  | source is missing",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\"}                | type is missing",
                "{\"specversion\":\"1.0\",\"id\":7,\"source\":\"s\",\"type\":\"t\"}     | id must be a string",
                "{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"s\",\"type\":\"t\"}  | id must have 1 to 255",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t*\"} | type must be",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"a b\"} | type must be",
                "{\"specversion\":\"1.0\"                                               | not well-formed JSON",
                "{\"specversion\":\"1.0\",\"specversion\":\"1.0\"}                      | names a member twice"
            })
    void whatIsNoEventIsRefusedWithAReason(String body, String reason) {
        assertThatThrownBy(() -> reader.one(body.getBytes(UTF_8)))
                .isInstanceOf(InvalidEvent.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"logindex\":\"0\"",
                "\"receivedtime\":\"2026-11-30T17:31:00Z\"",
                "\"data_base64\":\"AAAA\"",
                "\"Upper\":\"x\"",
                "\"object\":{}",
                "\"list\":[]",
                "\"fraction\":1.5",
                "\"time\":\"yesterday\"",
                "\"time\":\"+10000-01-01T00:00:00Z\"",
                "\"traceparent\":\"1\"",
                "\"subject\":\"\"",
                "\"actor\":\"\\u0000\"",
                "\"data\":\"\\u0000\"",
                "\"data\":{\"\\u0000\":1}",
                "\"data\":\"\\ud83d\"",
                "\"data\":\"\\ude00\\ud83d\"",
                "\"data\":1e10001",
                "\"data\":1e-99999999999"
            })
    void whatCannotBeKeptIsRefused(String member) {
        assertThatThrownBy(() -> reader.one(event(member))).isInstanceOf(InvalidEvent.class);
    }

    @Test
    void oneBadElementDoesNotSpoilItsBatch() {
        var batch = "[%s,{\"data\":{\"deep\":[{}]},\"subject\":{\"x\":[1]},\"id\":\"2\"},7,[[]],%s]"
                .formatted(
                        new String(event("\"subject\":\"a\""), UTF_8), new String(event("\"subject\":\"b\""), UTF_8));

        var elements = reader.batch(batch.getBytes(UTF_8));

        assertThat(elements).hasSize(5);
        assertThat(elements.get(0)).isInstanceOf(Element.Valid.class);
        assertThat(elements.subList(1, 4)).allMatch(Element.Invalid.class::isInstance);
        assertThat(elements.get(4))
                .isInstanceOfSatisfying(
                        Element.Valid.class,
                        valid ->
                                assertThat(valid.submission().event().subject()).isEqualTo("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[", "[{}", "[]]", "[] []", "null"})
    void whatIsNoBatchIsRefusedAsAWhole(String body) {
        assertThatThrownBy(() -> reader.batch(body.getBytes(UTF_8))).isInstanceOf(InvalidEvent.class);
    }

    @Test
    void eventsBehindAnEventAreNotSwallowed() {
        var two = new String(event("\"subject\":\"a\""), UTF_8) + "{}";

        assertThatThrownBy(() -> reader.one(two.getBytes(UTF_8))).isInstanceOf(InvalidEvent.class);
    }

    private static byte[] event(String member) {
        return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",%s}"
                .formatted(member)
                .getBytes(UTF_8);
    }
}
