/** A client of the vault: store a payload, get a key; give id and key, get the payload. */
@NullMarked
package dev.signet.vaultclient;

import org.jspecify.annotations.NullMarked;
