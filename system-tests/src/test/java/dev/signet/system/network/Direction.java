package dev.signet.system.network;

/** Which way bytes flow through a {@link FaultProxy}. */
public enum Direction {
    TO_TARGET,
    TO_CLIENT
}
