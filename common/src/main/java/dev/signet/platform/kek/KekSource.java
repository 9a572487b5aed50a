package dev.signet.platform.kek;

import dev.signet.platform.SealingKey;
import java.nio.file.Path;
import java.util.List;

/** Where a key-encryption key is kept. */
public interface KekSource {
    /**
     * The key to seal under, and behind it those that something may still be sealed under. Throws {@link KekUnavailable} while there is none.
     */
    List<SealingKey> keys();

    /** A setting that makes no sense is an {@link IllegalStateException} with one sentence; what is merely not there is not looked for yet. */
    static KekSource of(KekSetting setting) {
        var location = setting.location();
        var scheme = location.substring(0, location.indexOf(':') + 1);
        var rest = location.substring(scheme.length());
        return switch (scheme) {
            case "file:" -> new FileKek(Path.of(rest), setting);
            case "passphrase:" -> new PassphraseKek(Path.of(rest), setting.kind());
            case "pkcs11:" -> new TokenKek(TokenLocation.parse(rest), setting.kind());
            default ->
                throw new IllegalStateException("%s_SOURCE must begin with file:, passphrase: or pkcs11:, not '%s'"
                        .formatted(setting.variable(), location));
        };
    }

    /** The key of a service that does not start without it, and that nobody can tell a passphrase; with those that it has replaced. */
    static SealingKey atStart(KekSetting setting) {
        var source = of(setting);
        if (source instanceof PassphraseKek) {
            throw new IllegalStateException(
                    "%s_SOURCE cannot be a passphrase, which only key-service can be told; use file: or pkcs11:"
                            .formatted(setting.variable()));
        }
        return new SealingKeys(source.keys());
    }
}
