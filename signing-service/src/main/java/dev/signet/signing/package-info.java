/** The worker: leases a key, signs each record of a batch, stores the signatures. Owns no data. */
@NullMarked
package dev.signet.signing;

import org.jspecify.annotations.NullMarked;
