package dev.signet.audit.tree;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stands between the log and its next checkpoint, as {@link CheckpointLoop} found it last. Damage stays. */
@Component
class LogHealth {
    private volatile boolean late;
    private volatile @Nullable String damage;

    void well() {
        late = false;
    }

    /** No checkpoint could be made, which is tried again. */
    void late() {
        late = true;
    }

    void damaged(LogDamaged by) {
        damage = by.getMessage();
    }

    boolean isLate() {
        return late;
    }

    Optional<String> damage() {
        return Optional.ofNullable(damage);
    }
}
