package dev.signet.key.lease;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param recoverAtStart every open lease is revoked when the service starts: its holders are known to be gone */
@ConfigurationProperties("signet")
record RecoveryProperties(@DefaultValue("false") boolean recoverAtStart) {}
