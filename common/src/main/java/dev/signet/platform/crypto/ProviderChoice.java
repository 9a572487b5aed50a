package dev.signet.platform.crypto;

import dev.signet.platform.crypto.CryptoProperties.Choice;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the provider once, at start: one that does not load or fails its known-answer test is as good as absent. */
final class ProviderChoice {
    private static final Logger log = LoggerFactory.getLogger(ProviderChoice.class);
    private static final String ACCP = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private final Map<Choice, Loader> loaders;

    ProviderChoice(Map<Choice, Loader> loaders) {
        this.loaders = Map.copyOf(loaders);
    }

    static ProviderChoice ofThisMachine() {
        return new ProviderChoice(Map.of(
                Choice.ACCP, ProviderChoice::accp,
                Choice.BOUNCYCASTLE, () -> SigningProvider.of("Bouncy Castle", new BouncyCastleProvider()),
                Choice.JDK, ProviderChoice::jdk));
    }

    /** The named one or, for AUTO, the fastest that works. */
    SigningProvider choose(Choice choice) {
        var candidates =
                choice == Choice.AUTO ? List.of(Choice.ACCP, Choice.BOUNCYCASTLE, Choice.JDK) : List.of(choice);
        var provider = candidates.stream()
                .flatMap(this::working)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("the crypto provider '%s' does not work on this machine; set"
                                        .formatted(choice.name().toLowerCase(Locale.ROOT))
                                + " SIGNET_CRYPTO_PROVIDER to auto"));
        log.info("Signatures are made and checked by {} {}", provider.name(), provider.version());
        return provider;
    }

    private Stream<SigningProvider> working(Choice candidate) {
        try {
            var provider = Objects.requireNonNull(loaders.get(candidate)).load();
            KnownAnswer.check(provider);
            return Stream.of(provider);
        } catch (Exception | LinkageError e) { // whatever stops a native library must not stop the service
            log.debug("{} cannot be used", candidate, e);
            return Stream.empty();
        }
    }

    private static SigningProvider accp() throws ReflectiveOperationException {
        var type = Class.forName(ACCP);
        var provider =
                (Provider) Objects.requireNonNull(type.getField("INSTANCE").get(null));
        type.getMethod("assertHealthy").invoke(provider);
        return SigningProvider.of("ACCP", provider);
    }

    private static SigningProvider jdk() {
        var curves = Objects.requireNonNull(Security.getProvider("SunEC"));
        var rsa = Objects.requireNonNull(Security.getProvider("SunRsaSign"));
        return new SigningProvider("JDK", Runtime.version().toString(), curves, rsa);
    }

    /** Loads one provider, or fails in whichever way it does. */
    @FunctionalInterface
    interface Loader {
        SigningProvider load() throws Exception;
    }
}
