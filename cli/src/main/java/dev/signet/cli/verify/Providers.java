package dev.signet.cli.verify;

import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** What can verify, the fastest first: ACCP where its native library loads, Bouncy Castle, the JDK. */
final class Providers {
    private static final String ACCP = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    static List<Provider> fastestFirst() {
        var providers = new ArrayList<Provider>();
        corretto().ifPresent(providers::add);
        providers.add(new BouncyCastleProvider());
        providers.addAll(List.of(Security.getProviders()));
        return providers;
    }

    // By name: it is an option at run time, there is a build of it for some platforms only.
    private static Optional<Provider> corretto() {
        try {
            var type = Class.forName(ACCP);
            var provider = (Provider) type.getField("INSTANCE").get(null);
            type.getMethod("assertHealthy").invoke(provider);
            return Optional.of(provider);
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }

    private Providers() {}
}
