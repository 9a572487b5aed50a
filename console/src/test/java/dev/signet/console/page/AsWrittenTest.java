package dev.signet.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class AsWrittenTest {
    private static final String REST =
            "\"logindex\":\"1\",\"receivedtime\":\"2026-11-30T17:31:00Z\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":12.50,\"large\":123456789012345678901234567890,\"e\":2.0e1,\"list\":[1,\"ü\",{\"x\":null}],\"none\":{},\"yes\":true}",
                "12.50",
                "\"text\"",
                "[]",
                "null",
                "false"
            })
    void valueIsTheSameTextAsInTheEvent(String data) {
        assertThat(event(REST + ",\"data\":" + data).data()).isEqualTo(data);
    }

    @Test
    void noDataIsNone() {
        assertThat(event(REST).data()).isNull();
    }

    @Test
    void whatIsShownHasLinesAndTheSameNumbers() {
        assertThat(AsWritten.indented("{\"amount\":12.50}").lines()).containsExactly("{", "  \"amount\" : 12.50", "}");
        assertThat(AsWritten.indented("7")).isEqualTo("7");
    }

    @Test
    void largeValueIsNotBlownUp() {
        assertThat(AsWritten.indented("\"" + "x".repeat(1 << 17) + "\""))
                .hasSizeLessThan(1 << 17)
                .endsWith("…");
    }

    private static Views.AuditEvent event(String members) {
        return new JsonMapper().readValue("{" + members + "}", Views.AuditEvent.class);
    }
}
