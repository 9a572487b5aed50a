package dev.signet.platform.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The service that a certificate names: by a URI of the form {@code spiffe://signet/key-service} among its subject's names (SPIFFE's X509-SVID). */
public final class CertifiedService {
    public static final String PREFIX = "spiffe://signet/";

    private static final Integer URI = 6; // of a GeneralName, RFC 5280 section 4.2.1.6

    /** Empty unless it names just one. */
    public static Optional<String> of(X509Certificate certificate) {
        try {
            var names = Objects.requireNonNullElse(certificate.getSubjectAlternativeNames(), List.<List<?>>of());
            var services = services(names);
            return services.size() == 1 ? Optional.of(services.getFirst()) : Optional.empty();
        } catch (CertificateParsingException _) {
            return Optional.empty();
        }
    }

    private static List<String> services(Collection<List<?>> names) {
        return names.stream()
                .filter(name -> URI.equals(name.get(0)))
                .map(name -> String.valueOf(name.get(1)))
                .filter(uri -> uri.startsWith(PREFIX))
                .map(uri -> uri.substring(PREFIX.length()))
                .toList();
    }

    private CertifiedService() {}
}
