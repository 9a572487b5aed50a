package dev.signet.standalone.certs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.platform.tls.CertifiedService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CertsTest {
    private static final Instant TODAY = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path dir;

    @Test
    void eachServiceHasACertificateThatNamesItAloneByTheAuthority() throws Exception {
        assertThat(certs(TODAY)).isZero();

        for (var service : List.of("key-service", "console")) {
            var certificate = certificateOf(service);
            assertThat(CertifiedService.of(certificate)).contains(service);
            assertThat(certificate.getExtendedKeyUsage()).contains("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
            verify(certificate, TODAY);
        }
        assertThat(certificateOf("key-service")).isNotEqualTo(certificateOf("console"));
    }

    @Test
    void keysAreForTheirOwnerAlone() throws Exception {
        certs(TODAY);

        for (var key : List.of("ca/ca.key", "key-service/tls.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(key))))
                    .isEqualTo("r--------");
        }
        assertThat(dir.resolve("key-service/ca.key")).doesNotExist();
    }

    @Test
    void whatIsPastHalfItsLifetimeIsRenewedAndNothingElse() throws Exception {
        certs(TODAY);
        var first = certificateOf("key-service");

        certs(TODAY.plus(Duration.ofDays(14)));
        assertThat(certificateOf("key-service")).isEqualTo(first);

        var later = TODAY.plus(Duration.ofDays(16));
        certs(later);
        assertThat(certificateOf("key-service")).isNotEqualTo(first);
        verify(certificateOf("key-service"), later.plus(Duration.ofDays(29)));
    }

    @Test
    void anotherAuthorityOrAnotherHostIsAReasonToo() throws Exception {
        certs(TODAY);
        var first = certificateOf("key-service");
        certs(TODAY, "--host", "keys.example.org", "--host", "192.0.2.7");
        var named = certificateOf("key-service");
        assertThat(named).isNotEqualTo(first);
        assertThat(named.getSubjectAlternativeNames().toString()).contains("keys.example.org", "192.0.2.7");

        Files.delete(dir.resolve("ca/ca.key"));
        certs(TODAY, "--host", "keys.example.org");
        verify(certificateOf("key-service"), TODAY);
    }

    @Test
    void addressIsTheSameHoweverItIsWritten() throws Exception {
        certs(TODAY, "--host", "2001:db8::1");
        var first = certificateOf("key-service");

        certs(TODAY, "--host", "2001:0DB8:0:0::1");

        assertThat(certificateOf("key-service")).isEqualTo(first);
    }

    @Test
    void renewedOneNamesWhatTheOneBeforeNamed() throws Exception {
        certs(TODAY, "--host", "keys.example.org");

        certs(TODAY.plus(Duration.ofDays(16)));

        assertThat(certificateOf("key-service").getSubjectAlternativeNames().toString())
                .contains("keys.example.org");
    }

    @Test
    void fileThatIsLostIsMadeAgain() throws Exception {
        certs(TODAY);

        for (var lost : List.of("ca.crt", "tls.key", "tls.crt")) {
            var file = dir.resolve("key-service").resolve(lost);
            Files.delete(file);
            certs(TODAY);
            assertThat(file).exists();
        }
        verify(certificateOf("key-service"), TODAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--days=0", "--days=thirty", "--renew-every=0", "--host=a b", "--host=1::2::3"})
    void whatMakesNoSenseIsSaid(String option) {
        assertThat(certs(TODAY, option)).isEqualTo(2);
    }

    private int certs(Instant now, String... more) {
        var command = new CommandLine(new Certs(Clock.fixed(now, ZoneOffset.UTC)));
        var arguments = new String[more.length + 2];
        arguments[0] = "--dir";
        arguments[1] = dir.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return command.execute(arguments);
    }

    private X509Certificate certificateOf(String service) throws Exception {
        return Pem.certificate(dir.resolve(service).resolve("tls.crt"));
    }

    private void verify(X509Certificate certificate, Instant at) throws Exception {
        var anchor = new TrustAnchor(Pem.certificate(dir.resolve("ca/ca.crt")), null);
        var parameters = new PKIXParameters(Set.of(anchor));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
        assertThat(CertPathValidator.getInstance("PKIX").validate(path, parameters))
                .isNotNull();
    }
}
