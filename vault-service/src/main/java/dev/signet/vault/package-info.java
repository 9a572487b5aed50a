/** The vault: encrypted records that only their owner can open. */
@NullMarked
package dev.signet.vault;

import org.jspecify.annotations.NullMarked;
