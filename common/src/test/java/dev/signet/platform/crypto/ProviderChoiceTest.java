package dev.signet.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.platform.crypto.CryptoProperties.Choice;
import dev.signet.platform.crypto.ProviderChoice.Loader;
import java.security.Security;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

class ProviderChoiceTest {
    private static final Loader BOUNCY_CASTLE = () -> SigningProvider.of("Bouncy Castle", new BouncyCastleProvider());
    private static final Loader JDK = () -> ProviderChoice.ofThisMachine().choose(Choice.JDK);

    @Test
    void autoFallsBackWhenTheNativeLibraryDoesNotLoad() {
        var choice = choice(() -> {
            throw new UnsatisfiedLinkError("no such library");
        });

        assertThat(choice.choose(Choice.AUTO).name()).isEqualTo("Bouncy Castle");
    }

    @Test
    void autoFallsBackWhenTheClassIsNotThere() {
        var choice = choice(() -> {
            throw new ClassNotFoundException("no such class");
        });

        assertThat(choice.choose(Choice.AUTO).name()).isEqualTo("Bouncy Castle");
    }

    @Test
    void providerWithoutTheAlgorithmsIsAsGoodAsAbsent() {
        var hashesOnly = Objects.requireNonNull(Security.getProvider("SUN"));

        var choice = choice(() -> SigningProvider.of("hashes only", hashesOnly));

        assertThat(choice.choose(Choice.AUTO).name()).isEqualTo("Bouncy Castle");
    }

    @Test
    void namedProviderThatDoesNotWorkStopsTheStartWithOneSentence() {
        var choice = choice(() -> {
            throw new UnsatisfiedLinkError("no such library");
        });

        assertThatThrownBy(() -> choice.choose(Choice.ACCP))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the crypto provider 'accp' does not work on this machine; set SIGNET_CRYPTO_PROVIDER to auto");
    }

    @Test
    void choosingRegistersNothing() {
        var before = Arrays.asList(Security.getProviders());

        ProviderChoice.ofThisMachine().choose(Choice.AUTO);

        assertThat(Security.getProviders()).containsExactlyElementsOf(before);
    }

    private static ProviderChoice choice(Loader accp) {
        return new ProviderChoice(Map.of(Choice.ACCP, accp, Choice.BOUNCYCASTLE, BOUNCY_CASTLE, Choice.JDK, JDK));
    }
}
