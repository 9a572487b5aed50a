/** Records, batches, signatures and the fence: the source of truth of what is signed. */
@NullMarked
package dev.signet.collection;

import org.jspecify.annotations.NullMarked;
