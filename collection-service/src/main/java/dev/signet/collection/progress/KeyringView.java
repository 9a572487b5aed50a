package dev.signet.collection.progress;

import dev.signet.contract.KeyringSummary;
import java.util.Optional;

/** What key-service said last of its keys. */
public interface KeyringView {
    /** The last answer, however old; empty until there was one. */
    Optional<KeyringSummary> latest();
}
