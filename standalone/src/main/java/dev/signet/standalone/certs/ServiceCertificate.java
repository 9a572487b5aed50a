package dev.signet.standalone.certs;

import dev.signet.standalone.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of one service, as {@code SIGNET_TLS_DIR} wants them. */
record ServiceCertificate(String service, Path dir) {
    private static final List<String> FILES = List.of("ca.crt", "tls.key", "tls.crt");

    /** Makes what is missing, of another authority, or past half its lifetime. What the one before names is named again. */
    Instant renewed(Authority authority, List<Host> hosts, Instant now, Duration lifetime)
            throws IOException, GeneralSecurityException {
        var before = read();
        if (before.isPresent() && isGood(before.get(), authority, hosts, now)) {
            return before.get().getNotAfter().toInstant();
        }
        var known = before.isPresent() ? Host.in(before.get()) : List.<Host>of();
        var names = Stream.concat(known.stream(), hosts.stream()).distinct().toList();
        var issued = authority.issue(service, names, now, lifetime);
        OwnerOnly.write(dir.resolve("ca.crt"), Pem.of(authority.certificate()));
        OwnerOnly.write(dir.resolve("tls.key"), Pem.of(issued.key()));
        OwnerOnly.write(dir.resolve("tls.crt"), Pem.of(issued.certificate()));
        return issued.certificate().getNotAfter().toInstant();
    }

    private Optional<X509Certificate> read() throws IOException {
        try {
            return Files.exists(dir.resolve("tls.crt"))
                    ? Optional.of(Pem.certificate(dir.resolve("tls.crt")))
                    : Optional.empty();
        } catch (GeneralSecurityException _) { // damaged: it is made anew
            return Optional.empty();
        }
    }

    private boolean isGood(X509Certificate certificate, Authority authority, List<Host> hosts, Instant now) {
        try {
            certificate.verify(authority.certificate().getPublicKey());
            var from = certificate.getNotBefore().toInstant();
            var lifetime = Duration.between(from, certificate.getNotAfter().toInstant());
            return now.isBefore(from.plus(lifetime.dividedBy(2)))
                    && Host.in(certificate).containsAll(hosts)
                    && FILES.stream().map(dir::resolve).allMatch(Files::exists);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
