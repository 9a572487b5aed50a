package dev.signet.collection.intake.mask;

import java.util.List;
import java.util.Optional;

/**
 * The versions that are alive.
 *
 * @param current what new values are masked with
 * @param older what messages of before are still known by, the newest first
 */
public record MaskRing(MaskKeys current, List<MaskKeys> older) {
    public MaskRing {
        older = List.copyOf(older);
    }

    Optional<MaskKeys> find(int version) {
        return current.version() == version
                ? Optional.of(current)
                : older.stream().filter(keys -> keys.version() == version).findFirst();
    }
}
