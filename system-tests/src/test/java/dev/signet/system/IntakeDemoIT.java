package dev.signet.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeDemoIT {
    @Test
    void everyMessageIsAccountedForAndEveryRecordIsSigned() throws Exception {
        try (var demo = DemoProcess.start("intake", "--messages", "2000", "--keys", "5")) {
            assertThat(demo.exitCode()).as(demo.output()).isZero();
            assertThat(demo.output())
                    .containsPattern(
                            "Sent: +2,000 messages = [\\d,]+ new \\+ [\\d,]+ sent again \\+ [\\d,]+ redelivered \\+ [\\d,]+ malformed")
                    .containsPattern(
                            "Taken: +[\\d,]+ received = [\\d,]+ stored \\+ [\\d,]+ duplicates \\+ [\\d,]+ parked")
                    .contains("It adds up.")
                    .contains("Proved:   every signature verifies and every rule was kept.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--messages, 0, --messages must be from 1",
        "--keys, 0, --keys must be from 1",
        "--broker, http://localhost, --broker must look like"
    })
    void whatMakesNoSenseIsRefusedWithOneSentence(String option, String value, String sentence) throws Exception {
        try (var demo = DemoProcess.start("intake", option, value)) {
            assertThat(demo.exitCode()).as(demo.output()).isEqualTo(2);
            assertThat(demo.output()).contains(sentence).doesNotContain("\tat ");
        }
    }
}
