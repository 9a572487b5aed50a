package dev.signet.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final String QUEUE = "https://sqs.eu-central-1.amazonaws.com/1/logins";

    @Test
    void queueIsAllThatHasToBeSaid() {
        var settings = Settings.of(Map.of("SIGNET_SQS_QUEUE_URL", QUEUE));

        assertThat(settings.amqpUri()).isEqualTo(URI.create("amqp://localhost:5672"));
        assertThat(settings.type()).isEmpty();
        assertThat(settings.pollers()).isEqualTo(4);
    }

    @Test
    void brokerOfTheIntakeCountsForMore() {
        var settings = Settings.of(Map.of(
                "SIGNET_SQS_QUEUE_URL", QUEUE,
                "SIGNET_AMQP_URL", "amqp://signing",
                "SIGNET_INTAKE_AMQP_URL", "amqp://intake"));

        assertThat(settings.amqpUri()).isEqualTo(URI.create("amqp://intake"));
    }

    @Test
    void withoutAQueueItSaysSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(Map.of()))
                .withMessageContaining("SIGNET_SQS_QUEUE_URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65", "many"})
    void pollersThatMakeNoSenseAreRefused(String pollers) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(Map.of("SIGNET_SQS_QUEUE_URL", QUEUE, "SIGNET_SQS_POLLERS", pollers)))
                .withMessageContaining("SIGNET_SQS_POLLERS");
    }
}
