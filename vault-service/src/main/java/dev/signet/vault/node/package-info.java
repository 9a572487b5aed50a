/** The instances of the vault: how they know of each other, and tell it. */
@NullMarked
package dev.signet.vault.node;

import org.jspecify.annotations.NullMarked;
