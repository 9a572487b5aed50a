package dev.signet.platform.kek;

import dev.signet.platform.AesGcm;
import dev.signet.platform.SealingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** 32 random bytes in base64, as {@code openssl rand -base64 32} prints them; in further lines, those of before. Read anew each time. */
record FileKek(Path file, KekSetting setting) implements KekSource {
    @Override
    public List<SealingKey> keys() {
        var keys = lines().stream()
                .filter(line -> !line.isBlank())
                .<SealingKey>map(line -> new LocalKey(key(line.strip())))
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalStateException(sentence("is empty"));
        }
        return keys;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new KekUnavailable(sentence("cannot be read"), e);
        }
    }

    private byte[] key(String base64) {
        try {
            var key = Base64.getDecoder().decode(base64);
            if (key.length == AesGcm.KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(sentence("is not base64"));
        }
        throw new IllegalStateException(sentence("is not 32 bytes long"));
    }

    private String sentence(String what) {
        return "the %s %s %s%s".formatted(setting.kind(), file, what, setting.howTo());
    }
}
