package dev.signet.signing.batch;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** @param maxBytes the largest record that is accepted, the same as collection-service's */
@ConfigurationProperties("signet.record")
record RecordProperties(@DefaultValue("16MB") DataSize maxBytes) {
    RecordProperties {
        if (maxBytes.toBytes() < 1
                || maxBytes.toBytes() > DataSize.ofGigabytes(1).toBytes()) {
            throw new IllegalArgumentException("SIGNET_RECORD_MAX_BYTES must be from 1 byte to 1 GB, not " + maxBytes);
        }
    }
}
