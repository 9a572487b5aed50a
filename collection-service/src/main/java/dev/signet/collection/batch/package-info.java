/** A batch's life between planning and signature: handed out, deferred, failed, split, quarantined. */
@NullMarked
package dev.signet.collection.batch;

import org.jspecify.annotations.NullMarked;
