package dev.signet.console.live;

import java.time.Instant;

/** Since when the numbers cannot be had, and why. */
public record Trouble(Instant since, String detail) {}
