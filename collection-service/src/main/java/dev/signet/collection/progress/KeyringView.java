package dev.signet.collection.progress;

import dev.signet.contract.KeyringSummary;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
public class KeyringView {
    public Optional<KeyringSummary> latest() {
        return Optional.empty();
    }
}
