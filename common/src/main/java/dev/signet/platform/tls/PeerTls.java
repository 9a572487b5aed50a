package dev.signet.platform.tls;

import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import nl.altindag.ssl.util.KeyManagerUtils;
import nl.altindag.ssl.util.SSLSessionUtils;
import nl.altindag.ssl.util.TrustManagerUtils;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/**
 * What a service shows those whom it calls, and by what it knows them: certificates of one private authority. A peer is whom its certificate names, wherever it
 * runs. Renewed certificates count from the next connection on, for clients that were made before, too.
 */
public final class PeerTls {
    private record Managers(X509ExtendedKeyManager own, X509ExtendedTrustManager trusted) {
        static Managers of(SslBundle bundle) {
            var managers = bundle.getManagers();
            return new Managers(
                    KeyManagerUtils.getKeyManager(managers.getKeyManagerFactory()),
                    TrustManagerUtils.getTrustManager(managers.getTrustManagerFactory()));
        }
    }

    private final Optional<Managers> managers;
    private final List<SSLContext> contexts = new CopyOnWriteArrayList<>();

    private PeerTls(Optional<Managers> managers) {
        this.managers = managers;
    }

    /** Plain HTTP. */
    public static PeerTls off() {
        return new PeerTls(Optional.empty());
    }

    /** For what ends before its certificate does. */
    public static PeerTls once(Path dir) {
        var own = PemSslStoreDetails.forCertificate(uri(dir, "tls.crt")).withPrivateKey(uri(dir, "tls.key"));
        var trusted = PemSslStoreDetails.forCertificate(uri(dir, "ca.crt"));
        return new PeerTls(Optional.of(Managers.of(SslBundle.of(new PemSslStoreBundle(own, trusted)))));
    }

    private static String uri(Path dir, String file) {
        return dir.resolve(file).toUri().toString();
    }

    static PeerTls of(SslBundles bundles) {
        var first = Managers.of(bundles.getBundle(TlsEnvironment.BUNDLE));
        var current = new Managers(
                KeyManagerUtils.createSwappableKeyManager(first.own),
                TrustManagerUtils.createSwappableTrustManager(first.trusted));
        var tls = new PeerTls(Optional.of(current));
        bundles.addBundleUpdateHandler(TlsEnvironment.BUNDLE, bundle -> {
            var renewed = Managers.of(bundle);
            KeyManagerUtils.swapKeyManager(current.own, renewed.own);
            TrustManagerUtils.swapTrustManager(current.trusted, renewed.trusted);
            tls.contexts.forEach(SSLSessionUtils::invalidateCaches);
        });
        return tls;
    }

    public boolean isOn() {
        return managers.isPresent();
    }

    /**
     * For connections to these services; anybody else's certificate is refused. Empty where services speak plain HTTP with each other. What is called must be
     * an address of https then, or it is an {@link IllegalStateException} with one sentence.
     */
    public Optional<SSLContext> to(Set<String> services, URI... urls) {
        for (var url : urls) {
            if (isOn() && !"https".equals(url.getScheme())) {
                throw new IllegalStateException(
                        "SIGNET_TLS_DIR is set, so the address of %s must begin with https://, not %s"
                                .formatted(String.join(" or ", services), url));
            }
        }
        return managers.map(current -> context(current.own, new NamedServices(current.trusted, services)));
    }

    private SSLContext context(KeyManager own, TrustManager trusted) {
        try {
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(new KeyManager[] {own}, new TrustManager[] {trusted}, null);
            contexts.add(context);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no TLS 1.3", e);
        }
    }
}
