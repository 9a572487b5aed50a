package dev.signet.key.material;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.jspecify.annotations.Nullable;

/** Reads a private key from a PKCS#8 PEM file, encrypted or not. */
public final class PemKey {
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----");

    /** @throws UnusableKey with the reason, when it is not a key that we can sign with */
    public static KeyMaterial read(String pem, Optional<String> password) {
        try (var parser = new PEMParser(new StringReader(pem))) {
            if (PRIVATE_KEY.matcher(pem).results().count() > 1) { // all but the first would be lost without a word
                throw new UnusableKey("it holds more than one private key; give each a file of its own");
            }
            return KeyMaterial.of(PrivateKeyFactory.createKey(privateKey(parser.readObject(), password)));
        } catch (UnusableKey e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle throws whatever it trips over, and may quote it: the cause is dropped on purpose.
            throw new UnusableKey("it is not a well-formed PKCS#8 private key");
        }
    }

    private static PrivateKeyInfo privateKey(@Nullable Object found, Optional<String> password) {
        return switch (found) {
            case null -> throw new UnusableKey("it holds no PEM block");
            case PrivateKeyInfo plain -> plain;
            case PKCS8EncryptedPrivateKeyInfo encrypted -> decrypt(encrypted, password);
            case PEMKeyPair _, PEMEncryptedKeyPair _ ->
                throw new UnusableKey(
                        "it is a private key in the traditional format; convert it with: openssl pkcs8 -topk8 -in old.pem");
            default -> throw new UnusableKey("its first PEM block is not a private key");
        };
    }

    private static PrivateKeyInfo decrypt(PKCS8EncryptedPrivateKeyInfo encrypted, Optional<String> password) {
        var secret = password.orElseThrow(() -> new UnusableKey("it is encrypted and no password was given"))
                .toCharArray();
        try {
            return encrypted.decryptPrivateKeyInfo(new JcePKCSPBEInputDecryptorProviderBuilder()
                    .setProvider(PROVIDER)
                    .build(secret));
        } catch (PKCSException e) {
            throw new UnusableKey("its password is wrong, or it is encrypted in a way that we do not know");
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private PemKey() {}
}
