/** Ciphertext, segment by segment: how it is made and opened, and the records of collection-service that it is stored in. */
@NullMarked
package dev.signet.vault.segment;

import org.jspecify.annotations.NullMarked;
