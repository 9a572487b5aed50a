/** The index keys: how they come and go. */
@NullMarked
package dev.signet.vault.index;

import org.jspecify.annotations.NullMarked;
