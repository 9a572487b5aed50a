package dev.signet.vaultclient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signet.vaultclient.VaultFailure.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever one node does, the caller gets its answer from another, or the reason why there is none. */
class HttpVaultTest {
    private static final byte[] ID = "id".getBytes(UTF_8);
    private static final byte[] KEY = new byte[32];
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final NodeStandIn first = new NodeStandIn();
    private final NodeStandIn second = new NodeStandIn();

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    enum Trouble {
        GONE(NodeStandIn::close),
        HANGS(NodeStandIn::hanging),
        HANGS_UP(NodeStandIn::hangingUp),
        BREAKS_OFF(NodeStandIn::breakingOff),
        STALLS(NodeStandIn::stalling),
        IS_NOT_READY(node -> node.refusing(503, "unavailable", "not now")),
        FAILS(node -> node.refusing(500, "internal-error", "oops"));

        private final Consumer<NodeStandIn> effect;

        Trouble(Consumer<NodeStandIn> effect) {
            this.effect = effect;
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherNodeAnswersForTheOneInTrouble(Trouble trouble) {
        trouble.effect.accept(first);

        try (var vault = vault(DEADLINE, Duration.ofSeconds(2))) {
            assertThat(vault.retrieve(ID, KEY)).isEqualTo("payload".getBytes(UTF_8));
            assertThat(vault.retrieve(ID, KEY)).isEqualTo("payload".getBytes(UTF_8));
        }
        assertThat(first.keys())
                .as("the one that answered is asked first from then on")
                .hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void whereNoNodeAnswersTheReasonOfEachIsTold(Trouble trouble) {
        trouble.effect.accept(first);
        trouble.effect.accept(second);

        try (var vault = vault(Duration.ofSeconds(2), Duration.ofMillis(700))) {
            var failure = catchThrowableOfType(VaultFailure.class, () -> vault.retrieve(ID, KEY));

            assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(failure).hasMessageContainingAll("within 2.0 s", first.uri() + ": ", second.uri() + ": ");
        }
    }

    @Test
    void wordsOfANodeThatIsNotReadyAreHandedOn() {
        first.refusing(503, "unavailable", "The vault cannot reach collection-service now.");
        second.close();

        try (var vault = vault(Duration.ofSeconds(2), Duration.ofMillis(700))) {
            assertThatThrownBy(() -> vault.retrieve(ID, KEY))
                    .hasMessageContainingAll("The vault cannot reach collection-service now.", "nobody listens there");
        }
    }

    @Test
    void storeWhoseAnswerIsLostIsRepeatedUnderTheSameKey() {
        first.hangingUp();

        try (var vault = vault(DEADLINE, Duration.ofSeconds(5))) {
            var key = Base64.getUrlEncoder().withoutPadding().encodeToString(vault.store(ID, new byte[10]));

            assertThat(first.keys()).containsExactly(key);
            assertThat(second.keys()).containsExactly(key);
        }
    }

    @Test
    void everyStoreHasAKeyOfItsOwn() {
        try (var vault = vault(DEADLINE, DEADLINE)) {
            assertThat(vault.store(ID, new byte[1])).hasSize(32).isNotEqualTo(vault.store(ID, new byte[1]));
        }
    }

    @Test
    void whatEveryNodeWouldSayIsNotAskedAgain() {
        first.refusing(404, "not-opened", "There is no such item, or the key is not its key.");

        try (var vault = vault(DEADLINE, DEADLINE)) {
            var failure = catchThrowableOfType(VaultFailure.class, () -> vault.retrieve(ID, KEY));

            assertThat(failure.reason()).isEqualTo(Reason.NOT_OPENED);
            assertThat(failure).hasMessage("There is no such item, or the key is not its key.");
            assertThat(first.keys()).hasSize(1);
            assertThat(second.keys()).isEmpty();
        }
    }

    @Test
    void busyNodeIsAskedAgainWhenItSaysIfThereIsTime() {
        first.doing(exchange -> {
            first.doing(again -> NodeStandIn.answer(again, 200, "at last"));
            exchange.getResponseHeaders().set("Retry-After", "1");
            NodeStandIn.answer(exchange, 429, "{}");
        });

        try (var vault = vault(DEADLINE, DEADLINE)) {
            assertThat(vault.retrieve(ID, KEY)).asString(UTF_8).isEqualTo("at last");
        }
    }

    @Test
    void busyNodeIsAReasonIfThereIsNoTime() {
        first.refusing(429, "too-many-attempts", "Too many attempts were refused lately.");

        try (var vault = vault(Duration.ofMillis(900), Duration.ofMillis(900))) {
            var failure = catchThrowableOfType(VaultFailure.class, () -> vault.retrieve(ID, KEY));

            assertThat(failure.reason()).isEqualTo(Reason.TOO_MANY_ATTEMPTS);
        }
    }

    @Test
    void vaultWithoutNodesIsNone() {
        assertThatThrownBy(() -> VaultSettings.of(new URI[0])).isInstanceOf(IllegalArgumentException.class);
    }

    private Vault vault(Duration deadline, Duration tryTimeout) {
        return HttpVault.at(VaultSettings.of(first.uri(), second.uri()).within(deadline, tryTimeout));
    }
}
