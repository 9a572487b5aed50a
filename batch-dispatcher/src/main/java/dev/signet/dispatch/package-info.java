/** Keeps due batches on the broker. Owns no data: what it has not finished is due again later. */
@NullMarked
package dev.signet.dispatch;

import org.jspecify.annotations.NullMarked;
