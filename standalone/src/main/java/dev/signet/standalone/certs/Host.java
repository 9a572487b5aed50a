package dev.signet.standalone.certs;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;

/** A name or an address under which a service is found. Addresses are written in one way only, so that the same is equal. */
record Host(String text, boolean isAddress) {
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
    private static final Pattern NO_NAME = Pattern.compile("[0-9.]+|.*:.*");

    /** Throws {@link IllegalArgumentException} with one sentence. */
    static Host of(String text) {
        if (NO_NAME.matcher(text).matches()) {
            return new Host(InetAddress.ofLiteral(text).getHostAddress(), true);
        }
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("'%s' is no name of a host and no address".formatted(text));
        }
        return new Host(text, false);
    }

    /** All that a certificate names. */
    static List<Host> in(X509Certificate certificate) throws CertificateParsingException {
        return Objects.requireNonNullElse(certificate.getSubjectAlternativeNames(), List.<List<?>>of()).stream()
                .flatMap(Host::named)
                .toList();
    }

    private static Stream<Host> named(List<?> name) {
        return switch ((Integer) name.get(0)) {
            case GeneralName.dNSName, GeneralName.iPAddress -> Stream.of(of((String) name.get(1)));
            default -> Stream.empty();
        };
    }

    GeneralName asName() {
        return new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, text);
    }
}
