package dev.signet.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each keyring's batches have a queue of their own, which workers declare, bind and read, and nobody else. */
class BrokerUserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "signing-service.signing-triggered",
                "signing-service.signing-triggered.invoices",
                "signing-service.signing-triggered.a-1"
            })
    void workersHaveTheQueuesOfAllKeyrings(String queue) {
        var worker = BrokerUser.SIGNING;

        assertThat(queue)
                .matches(Pattern.compile(worker.mayConfigure()))
                .matches(Pattern.compile(worker.mayWrite()))
                .matches(Pattern.compile(worker.mayRead()));
        assertThat(Arrays.stream(BrokerUser.values()).filter(user -> user != worker))
                .noneMatch(user -> Pattern.matches(user.mayConfigure(), queue))
                .noneMatch(user -> Pattern.matches(user.mayWrite(), queue))
                .noneMatch(user -> Pattern.matches(user.mayRead(), queue));
    }

    @Test
    void nobodysQueueIsAKeyringsByAName() {
        assertThat("signing-service-signing-triggered.invoices").doesNotMatch(BrokerUser.SIGNING.mayRead());
        assertThat("key-service.signing-completed").doesNotMatch(BrokerUser.SIGNING.mayRead());
    }
}
