package dev.signet.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FormatTest {
    private final Format format = new Format();

    @Test
    void numbersHaveTheirUnits() {
        assertThat(format.count(1234567)).isEqualTo("1,234,567");
        assertThat(format.count(null)).isEqualTo("–");
        assertThat(format.percent(99.94)).isEqualTo("99.9");
        assertThat(format.rate(3412.6)).isEqualTo("3,413");
        assertThat(format.bytes(256)).isEqualTo("256 B");
        assertThat(format.bytes(1536)).isEqualTo("1.5 KiB");
        assertThat(format.bytes(3 << 20)).isEqualTo("3.0 MiB");
        assertThat(format.millis(999)).isEqualTo("999 ms");
    }

    @Test
    void durationsAreNeverNegative() {
        assertThat(format.duration(-3)).isEqualTo("0.0 s");
        assertThat(format.duration(4.21)).isEqualTo("4.2 s");
        assertThat(format.duration(42)).isEqualTo("42 s");
        assertThat(format.duration(61)).isEqualTo("1 min 01 s");
        assertThat(format.duration(3720)).isEqualTo("1 h 02 min");
    }

    @Test
    void timeLeftIsSaidOnlyWhenItIsKnown() {
        assertThat(format.eta(null, "RUNNING")).isEqualTo("calculating…");
        assertThat(format.eta(9L, "RUNNING")).isEqualTo("9.0 s");
        assertThat(format.eta(null, "COMPLETED")).isEqualTo("–");
    }

    @Test
    void timesSayTheirZone() {
        assertThat(format.time(Instant.parse("2026-01-02T03:04:05.678Z"))).isEqualTo("03:04:05 UTC");
        assertThat(format.dayAndTime(Instant.parse("2026-01-02T03:04:05Z"))).isEqualTo("2026-01-02 03:04:05 UTC");
    }

    @Test
    void payloadsAreShownAsTextWhereTheyAreAndAsHexElsewhere() {
        assertThat(Payload.of("{\"a\":\"ü\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Payload("{\"a\":\"ü\"}", "text", false));
        assertThat(Payload.of(new byte[] {0, (byte) 0xff})).isEqualTo(new Payload("00 ff", "hex", false));
        assertThat(Payload.of(new byte[5000]).cut()).isTrue();
    }

    @Test
    void textThatIsCutWithinACharacterIsStillText() {
        var payload = "x" + "ü".repeat(4000);

        assertThat(Payload.of(payload.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Payload(payload.substring(0, 2048), "text", true));
        assertThat(Payload.of(new byte[] {'x', (byte) 0xc3}).kind()).isEqualTo("hex");
    }
}
