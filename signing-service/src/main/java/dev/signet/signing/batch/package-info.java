/** One batch after another: from its trigger to the acknowledgement, as the lease protocol says. */
@NullMarked
package dev.signet.signing.batch;

import org.jspecify.annotations.NullMarked;
