package dev.signet.collection.parking;

import dev.signet.platform.ConfirmedPublisher;

/** How messages get to a queue that the service's usual broker does not have: a bean of the feature that has one. */
public record ReplayPath(String queue, ConfirmedPublisher publisher) {}
