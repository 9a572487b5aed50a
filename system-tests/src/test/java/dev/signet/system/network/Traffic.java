package dev.signet.system.network;

/**
 * What a {@link FaultProxy} has seen and done so far.
 *
 * @param connections accepted, those included that were reset at once
 * @param open of them, still open now
 * @param cut of them, reset by a disturbance or at its end
 * @param bytesToTarget forwarded, copies of requests not included
 * @param bytesSwallowed lost in black holes
 * @param duplicated requests sent a second time
 * @param copiesUnderWay requests that wait for being sent a second time, or for the answer to that
 */
public record Traffic(
        long connections,
        int open,
        long cut,
        long bytesToTarget,
        long bytesToClient,
        long bytesSwallowed,
        long duplicated,
        int copiesUnderWay) {}
