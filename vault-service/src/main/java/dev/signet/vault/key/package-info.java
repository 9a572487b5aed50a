/** Keys and ids: what is made from them, so that neither has to be kept. */
@NullMarked
package dev.signet.vault.key;

import org.jspecify.annotations.NullMarked;
