package dev.signet.platform.kek;

import dev.signet.platform.SealingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** AES keys that a PKCS#11 token keeps for itself: an HSM, or one of software. Looked for until they are there, then kept. */
final class TokenKek implements KekSource {
    private final TokenLocation location;
    private final String kind;
    private @Nullable List<SealingKey> keys;

    TokenKek(TokenLocation location, String kind) {
        this.location = location;
        this.kind = kind;
    }

    @Override
    public synchronized List<SealingKey> keys() {
        var known = keys;
        if (known == null) {
            known = find();
            keys = known;
        }
        return known;
    }

    private List<SealingKey> find() {
        try {
            var provider = provider();
            var token = KeyStore.getInstance("PKCS11", provider);
            token.load(null, pin());
            var found = new ArrayList<SealingKey>();
            for (var label : location.labels()) {
                if (!(token.getKey(label, null) instanceof SecretKey key)) {
                    throw new KekUnavailable(
                            "the %s is not there: the token has no secret key '%s'".formatted(kind, label));
                }
                found.add(new TokenKey(key, provider));
            }
            return List.copyOf(found);
        } catch (GeneralSecurityException
                | IOException
                | ProviderException
                | IllegalArgumentException
                | UnsupportedOperationException e) {
            throw new KekUnavailable(
                    "the %s is not there: its token by %s does not let us in".formatted(kind, location.module()), e);
        }
    }

    private Provider provider() {
        var slot = location.slot().map(id -> "slot = " + id).orElse("slotListIndex = 0");
        var configuration = "--name = Signet\nlibrary = %s\n%s\n".formatted(location.module(), slot);
        return Objects.requireNonNull(Security.getProvider("SunPKCS11"), "this JVM has no PKCS#11")
                .configure(configuration);
    }

    private char @Nullable [] pin() throws IOException {
        var file = location.pin();
        return file.isPresent() ? read(file.get()) : null;
    }

    private static char[] read(Path file) throws IOException {
        return Files.readString(file).strip().toCharArray();
    }
}
