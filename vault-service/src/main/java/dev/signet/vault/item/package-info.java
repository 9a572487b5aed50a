/** Items: stored, opened and removed by whoever has id and key. */
@NullMarked
package dev.signet.vault.item;

import org.jspecify.annotations.NullMarked;
