package dev.signet.vault.item;

import java.io.InputStream;

/**
 * What was opened: its beginning is known to be authentic, and nothing else of it is given.
 *
 * @param bytes how long the payload is
 */
record OpenItem(int version, Kind kind, long bytes, InputStream payload) {}
