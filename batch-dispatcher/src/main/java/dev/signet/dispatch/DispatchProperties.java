package dev.signet.dispatch;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * What the dispatcher is told.
 *
 * @param collectionUrl whose batches it hands out
 * @param claimLimit how many batches it claims at once, 1 to 1,000
 */
@ConfigurationProperties("signet")
record DispatchProperties(
        @DefaultValue("http://localhost:8080") URI collectionUrl,
        @Name("dispatch.claim-limit") @DefaultValue("200") int claimLimit) {
    DispatchProperties {
        if (claimLimit < 1 || claimLimit > 1000) {
            throw new IllegalArgumentException("signet.dispatch.claim-limit must be from 1 to 1000, not " + claimLimit);
        }
    }
}
