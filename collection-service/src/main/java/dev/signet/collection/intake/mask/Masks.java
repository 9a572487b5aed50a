package dev.signet.collection.intake.mask;

import dev.signet.platform.SealingKey;
import dev.signet.platform.kek.KekSetting;
import dev.signet.platform.kek.KekSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/** What this process masks with. Another process may rotate: what is kept here is looked up again after a while, and when it proves to be stale. */
@Component
public class Masks implements InitializingBean {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Pattern SEALED = Pattern.compile("p(\\d{1,9})\\.([A-Za-z0-9_-]+)");

    private final MaskSecrets secrets;
    private final MaskVersions versions;
    private final SealingKey kek;
    private volatile @Nullable Loaded loaded;

    Masks(MaskSecrets secrets, MaskVersions versions, MaskProperties properties) {
        this.secrets = secrets;
        this.versions = versions;
        this.kek = KekSource.atStart(new KekSetting(
                properties.kekSource(), properties.kekFile(), "key-encryption key of the intake", "SIGNET_INTAKE_KEK"));
    }

    private record Loaded(MaskRing ring, long at) {
        boolean isFresh() {
            return System.nanoTime() - at < FRESH.toNanos();
        }
    }

    /** A wrong key stops the start, and not the first message. */
    @Override
    public void afterPropertiesSet() {
        secrets.makeFirst(kek);
        secrets.sealAnew(kek);
        reload();
    }

    public MaskRing ring() {
        var now = loaded;
        return now != null && now.isFresh() ? now.ring() : reload();
    }

    /** What there is now. */
    public MaskRing reload() {
        var ring = secrets.ring(kek);
        loaded = new Loaded(ring, System.nanoTime());
        return ring;
    }

    /** Makes a new version the current one. */
    MaskVersion rotate() {
        var made = versions.rotate(kek);
        reload();
        return made;
    }

    /** Forgets a version for good. */
    void drop(int version) {
        versions.drop(version);
        reload();
    }

    /** A body as it came; what was never sealed is that already. Empty if the version that it was sealed under is gone. */
    public Optional<byte[]> open(byte[] kept) {
        var sealed = SEALED.matcher(new String(kept, StandardCharsets.ISO_8859_1));
        if (!sealed.matches()) {
            return Optional.of(kept);
        }
        return reload().find(Integer.parseInt(sealed.group(1))).map(keys -> opened(keys, sealed.group(2)));
    }

    private static byte[] opened(MaskKeys keys, String sealed) {
        try {
            return keys.open(sealed);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("a parked message was changed since it was sealed", e);
        }
    }
}
