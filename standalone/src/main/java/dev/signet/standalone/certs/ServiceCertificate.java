package dev.signet.standalone.certs;

import dev.signet.standalone.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The files of one service, as {@code SIGNET_TLS_DIR} wants them. */
record ServiceCertificate(String service, Path dir) {
    /** Makes what is missing, of another authority, or past half its lifetime. */
    Instant renewed(Authority authority, List<String> hosts, Instant now, Duration lifetime)
            throws IOException, GeneralSecurityException {
        var file = dir.resolve("tls.crt");
        if (Files.exists(file) && isGood(authority, hosts, now)) {
            return Pem.certificate(file).getNotAfter().toInstant();
        }
        var issued = authority.issue(service, hosts, now, lifetime);
        OwnerOnly.write(dir.resolve("ca.crt"), Pem.of(authority.certificate()));
        OwnerOnly.write(dir.resolve("tls.key"), Pem.of(issued.key()));
        OwnerOnly.write(file, Pem.of(issued.certificate()));
        return issued.certificate().getNotAfter().toInstant();
    }

    private boolean isGood(Authority authority, List<String> hosts, Instant now) throws IOException {
        try {
            var certificate = Pem.certificate(dir.resolve("tls.crt"));
            certificate.verify(authority.certificate().getPublicKey());
            var from = certificate.getNotBefore().toInstant();
            var half =
                    from.plus(Duration.between(from, certificate.getNotAfter().toInstant())
                            .dividedBy(2));
            var names = Objects.requireNonNullElse(certificate.getSubjectAlternativeNames(), List.<List<?>>of());
            return now.isBefore(half)
                    && hosts.stream().allMatch(host -> names.stream().anyMatch(name -> host.equals(name.get(1))));
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
