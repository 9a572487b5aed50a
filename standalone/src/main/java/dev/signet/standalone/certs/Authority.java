package dev.signet.standalone.certs;

import dev.signet.platform.tls.CertifiedService;
import dev.signet.standalone.OwnerOnly;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The private authority whose certificates the services of one deployment believe, and nobody else. Its key is needed to issue them, and never by a service. */
record Authority(X509Certificate certificate, PrivateKey key) {
    private static final Duration LIFETIME = Duration.ofDays(3650);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final int SERIAL_BITS = 127;

    /** A certificate and its key. */
    record Issued(X509Certificate certificate, PrivateKey key) {}

    /** Reads the one that is there, or makes it. */
    static Authority in(Path dir, Instant now) throws IOException, GeneralSecurityException {
        var certificateFile = dir.resolve("ca.crt");
        var keyFile = dir.resolve("ca.key");
        if (Files.exists(keyFile)) {
            return new Authority(Pem.certificate(certificateFile), Pem.key(keyFile));
        }
        var made = make(now);
        OwnerOnly.write(certificateFile, Pem.of(made.certificate));
        OwnerOnly.write(keyFile, Pem.of(made.key)); // last: with it the authority is there
        return made;
    }

    private static Authority make(Instant now) throws IOException, GeneralSecurityException {
        var pair = newPair();
        var name = new X500Principal("CN=Signet services");
        var builder = builder(name, name, pair.getPublic(), now, LIFETIME);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        return new Authority(signed(builder, pair.getPrivate()), pair.getPrivate());
    }

    /** @param hosts names and addresses at which the service is reached, besides its own name and this machine */
    Issued issue(String service, List<Host> hosts, Instant now, Duration lifetime)
            throws IOException, GeneralSecurityException {
        var pair = newPair();
        var builder = builder(
                certificate.getSubjectX500Principal(),
                new X500Principal("CN=" + service),
                pair.getPublic(),
                now,
                lifetime);
        var utilities = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
            KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
        }));
        builder.addExtension(Extension.subjectAlternativeName, false, names(service, hosts));
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, utilities.createAuthorityKeyIdentifier(certificate));
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, utilities.createSubjectKeyIdentifier(pair.getPublic()));
        return new Issued(signed(builder, key), pair.getPrivate());
    }

    private static GeneralNames names(String service, List<Host> hosts) {
        var uri = new GeneralName(GeneralName.uniformResourceIdentifier, CertifiedService.PREFIX + service);
        var reached = Stream.concat(Stream.of(service, "localhost", "127.0.0.1").map(Host::of), hosts.stream())
                .distinct()
                .map(Host::asName);
        return new GeneralNames(Stream.concat(Stream.of(uri), reached).toArray(GeneralName[]::new));
    }

    private static X509v3CertificateBuilder builder(
            X500Principal issuer, X500Principal subject, PublicKey key, Instant now, Duration lifetime) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS),
                Date.from(now.minus(CLOCKS_DIFFER)),
                Date.from(now.plus(lifetime)),
                subject,
                key);
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("certificates cannot be signed", e);
        }
    }

    private static KeyPair newPair() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
