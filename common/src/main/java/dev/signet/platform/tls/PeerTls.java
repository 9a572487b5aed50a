package dev.signet.platform.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import nl.altindag.ssl.util.KeyManagerUtils;
import nl.altindag.ssl.util.SSLSessionUtils;
import nl.altindag.ssl.util.TrustManagerUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/**
 * What a service shows those whom it calls, and by what it knows them: certificates of one private authority. Renewed ones count from the next connection on,
 * for clients that were made before, too.
 */
public final class PeerTls {
    private final @Nullable SSLContext context;

    private PeerTls(@Nullable SSLContext context) {
        this.context = context;
    }

    /** Plain HTTP. */
    public static PeerTls off() {
        return new PeerTls(null);
    }

    /** For what ends before its certificate does. */
    public static PeerTls once(Path dir) {
        var own = PemSslStoreDetails.forCertificate(uri(dir, "tls.crt")).withPrivateKey(uri(dir, "tls.key"));
        var trusted = PemSslStoreDetails.forCertificate(uri(dir, "ca.crt"));
        return new PeerTls(SslBundle.of(new PemSslStoreBundle(own, trusted)).createSslContext());
    }

    private static String uri(Path dir, String file) {
        return dir.resolve(file).toUri().toString();
    }

    static PeerTls of(SslBundles bundles) {
        var bundle = bundles.getBundle(TlsEnvironment.BUNDLE);
        var own = KeyManagerUtils.createSwappableKeyManager(own(bundle));
        var trusted = TrustManagerUtils.createSwappableTrustManager(trusted(bundle));
        var context = context(own, trusted);
        bundles.addBundleUpdateHandler(TlsEnvironment.BUNDLE, renewed -> {
            KeyManagerUtils.swapKeyManager(own, own(renewed));
            TrustManagerUtils.swapTrustManager(trusted, trusted(renewed));
            SSLSessionUtils.invalidateCaches(context);
        });
        return new PeerTls(context);
    }

    private static SSLContext context(X509ExtendedKeyManager own, X509ExtendedTrustManager trusted) {
        try {
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(new KeyManager[] {own}, new TrustManager[] {trusted}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no TLS 1.3", e);
        }
    }

    private static X509ExtendedKeyManager own(SslBundle bundle) {
        return KeyManagerUtils.getKeyManager(bundle.getManagers().getKeyManagerFactory());
    }

    private static X509ExtendedTrustManager trusted(SslBundle bundle) {
        return TrustManagerUtils.getTrustManager(bundle.getManagers().getTrustManagerFactory());
    }

    public boolean isOn() {
        return context != null;
    }

    /** Empty where services speak plain HTTP with each other. */
    public Optional<SSLContext> context() {
        return Optional.ofNullable(context);
    }
}
