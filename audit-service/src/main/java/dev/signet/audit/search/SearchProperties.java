package dev.signet.audit.search;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param searchPatience how long a page goes on looking for events that are several things at once, before it says how far it has come */
@ConfigurationProperties("signet.audit")
record SearchProperties(@DefaultValue("40ms") Duration searchPatience) {}
