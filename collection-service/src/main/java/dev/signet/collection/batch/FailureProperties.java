package dev.signet.collection.batch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param retryDelay how long a failed batch waits before it is tried again; times the number of its failures */
@ConfigurationProperties("signet.failure")
record FailureProperties(@DefaultValue("500ms") Duration retryDelay) {}
